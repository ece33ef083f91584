import { useId } from 'preact/hooks';
import type { EventBody, Scope } from '../../../contract/http/event.ts';
import { t } from '../../shared/language.ts';

/** Which dates a change of this event can be for; empty where there is only one answer. `whole`: it concerns the series itself. */
export const scopesOf = (event: EventBody, whole = false): readonly Scope[] => {
  if (!event.recurring || event.recurrenceId === undefined) return [];
  const first = event.recurrenceId.slice(0, 16) === event.seriesStart.slice(0, 16);
  const scopes: Scope[] = [...(whole ? [] : (['this'] as const)), ...(first ? [] : (['following'] as const)), 'all'];
  return scopes;
};

/** What goes with a change to say which dates it is for. */
export const scopePart = (
  event: EventBody,
  scope: Scope | undefined,
): { readonly scope?: Scope; readonly recurrenceId?: string } => {
  if (!event.recurring) return {};
  const { recurrenceId } = event;
  return { scope: scope ?? 'all', ...(recurrenceId === undefined ? {} : { recurrenceId }) };
};

interface ScopeChoiceProps {
  readonly scopes: readonly Scope[];
  readonly value: Scope;
  readonly onChange: (scope: Scope) => void;
}

/** This date, this and the following, all: arrows choose, the first is chosen beforehand, since it changes least. */
export const ScopeChoice = ({ scopes, value, onChange }: ScopeChoiceProps) => {
  const name = useId();
  return (
    <fieldset class="scope-choice">
      <legend class="unseen">{t('recurrence.scope.label')}</legend>
      {scopes.map((scope) => (
        <label key={scope} class="check scope-choice__one">
          <input
            type="radio"
            name={name}
            value={scope}
            checked={scope === value}
            // biome-ignore lint/a11y/noAutofocus: it stands in a window that was just opened to be answered
            autoFocus={scope === value}
            onChange={() => onChange(scope)}
          />
          {t(`recurrence.scope.${scope}`)}
        </label>
      ))}
    </fieldset>
  );
};
