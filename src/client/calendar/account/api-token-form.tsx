import { useId, useRef, useState } from 'preact/hooks';
import { API_SCOPES, type ApiScope, isAdminScope } from '../../../base/api-scopes.ts';
import type { NewApiToken, NewApiTokenRequest } from '../../../contract/http/api-token.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Field, TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { refusalOf } from '../parts/field-text.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { account } from '../shell/session.ts';

const AREAS = ['calendar', 'meetings', 'documents', 'admin'] as const;
const WAYS = ['read', 'write'] as const;

/** In days; '' for ever. */
const LASTING = ['30', '90', '365', ''] as const;
type Lasting = (typeof LASTING)[number];
const DAY_MS = 86_400_000;

const lastingText = (days: Lasting): string => {
  if (days === '') return t('integrations.tokens.forever');
  return days === '365' ? t('integrations.tokens.year') : t('integrations.tokens.days', { count: Number(days) });
};

interface ScopesProps {
  readonly chosen: ReadonlySet<ApiScope>;
  readonly problem: string | undefined;
  readonly onToggle: (scope: ApiScope) => void;
}

/** One line for each part of the API, with reading and changing beside each other. */
const Scopes = ({ chosen, problem, onToggle }: ScopesProps) => {
  const id = useId();
  const areas = AREAS.filter((area) => area !== 'admin' || account.value?.admin);
  return (
    <fieldset class="api-scopes" aria-describedby={problem === undefined ? undefined : id}>
      <legend>{t('integrations.tokens.scopes')}</legend>
      {areas.map((area) => (
        <div key={area} class="api-scopes__area">
          <span>{t(`integrations.tokens.areas.${area}`)}</span>
          {WAYS.map((way) => {
            const scope: ApiScope = `${area}:${way}`;
            const label = t('integrations.tokens.scopeLabel', {
              area: t(`integrations.tokens.areas.${area}`),
              what: t(`integrations.tokens.${way}`),
            });
            return (
              <label key={way} class="check">
                <input
                  type="checkbox"
                  aria-label={label}
                  aria-invalid={problem !== undefined}
                  checked={chosen.has(scope)}
                  onChange={() => onToggle(scope)}
                />
                <span>{t(`integrations.tokens.${way}`)}</span>
              </label>
            );
          })}
        </div>
      ))}
      {problem !== undefined && (
        <p id={id} class="field__problem">
          {problem}
        </p>
      )}
    </fieldset>
  );
};

interface ApiTokenFormProps {
  readonly onMade: (made: NewApiToken) => void;
  readonly onCancel: () => void;
}

/** What a new token is for, what it may, and for how long. */
export const ApiTokenForm = ({ onMade, onCancel }: ApiTokenFormProps) => {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ReadonlySet<ApiScope>>(new Set<ApiScope>(['calendar:read']));
  const [lasting, setLasting] = useState<Lasting>('90');
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const toggle = (scope: ApiScope): void => {
    const next = new Set(scopes);
    if (!next.delete(scope)) next.add(scope);
    setScopes(next);
  };

  const make = async (): Promise<void> => {
    setChecked(true);
    setProblem(undefined);
    if (name.trim() === '' || scopes.size === 0) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    setBusy(true);
    try {
      const request: NewApiTokenRequest = {
        name: name.trim(),
        scopes: API_SCOPES.filter((scope) => scopes.has(scope) && (account.value?.admin || !isAdminScope(scope))),
        ...(lasting !== '' && { expiresAt: new Date(Date.now() + Number(lasting) * DAY_MS).toISOString() }),
      };
      onMade(await callApi<NewApiToken>('POST', '/api-tokens', request));
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
      focusFirstProblem(form.current);
    }
  };

  return (
    <form
      ref={form}
      class="stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void make();
      }}
    >
      {problem && problem.fields.size === 0 && <ProblemNotice problem={problem} />}
      <TextField
        label={t('integrations.tokens.name')}
        hint={t('integrations.tokens.nameHint')}
        name="api-token-name"
        autoComplete="off"
        autoFocus={true}
        placeholder={t('integrations.tokens.namePlaceholder')}
        maxLength={LIMITS.name}
        value={name}
        onText={setName}
        problem={checked && name.trim() === '' ? t('integrations.tokens.nameEmpty') : refusalOf(problem, 'name')}
      />
      <Scopes
        chosen={scopes}
        problem={checked && scopes.size === 0 ? t('integrations.tokens.scopesEmpty') : undefined}
        onToggle={toggle}
      />
      <Field label={t('integrations.tokens.lasts')}>
        {(control) => (
          <select
            {...control}
            class="input"
            value={lasting}
            onChange={(event) => setLasting(event.currentTarget.value as Lasting)}
          >
            {LASTING.map((days) => (
              <option key={days} value={days}>
                {lastingText(days)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div class="row row--end">
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
        <Button type="submit" kind="primary" busy={busy}>
          {t('integrations.tokens.make')}
        </Button>
      </div>
    </form>
  );
};
