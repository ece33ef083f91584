import './consent-field.css';
import { CircleAlert, Disc } from 'lucide-preact';
import { useId } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { Entry } from './entry.ts';
import { EntryFailure } from './entry-failure.tsx';

const Heading = ({ id }: { readonly id: string }) => (
  <p id={id} class="consent__heading">
    <Icon of={Disc} />
    <strong>{t('door.consent.heading')}</strong>
  </p>
);

/** The meeting asks everybody but its organizer: without the tick they do not come in. */
export const AskedConsent = ({ entry }: { readonly entry: Entry }) => {
  const { consent, consentProblem } = entry.form.value;
  const id = useId();
  if (entry.door.value?.asksConsent !== true) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: one question, without the frame that a fieldset brings
    <div class="consent" role="group" aria-labelledby={`${id}-heading`}>
      <Heading id={`${id}-heading`} />
      <p id={`${id}-what`} class="muted">
        {t('door.consent.what')}
      </p>
      {consentProblem && (
        <p id={`${id}-problem`} class="field__problem">
          <Icon of={CircleAlert} size={16} />
          <span>{t('door.consent.missing')}</span>
        </p>
      )}
      <label class="check consent__check">
        <input
          type="checkbox"
          name="consent"
          required
          checked={consent}
          aria-describedby={`${id}-what${consentProblem ? ` ${id}-problem` : ''}`}
          {...(consentProblem && { 'aria-invalid': true })}
          onChange={(event) => entry.agree(event.currentTarget.checked)}
        />
        <span>{t('door.consent.agree')}</span>
      </label>
    </div>
  );
};

/**
 * At the door of bare digits, which must not tell whether there is such a meeting, nobody has to answer: those who come by the right
 * PIN, or are let in, are asked if it is needed.
 */
export const BareConsent = ({ entry }: { readonly entry: Entry }) => {
  const door = entry.door.value;
  if (door?.asksConsent === true || door?.needsPin !== true) return null;
  return (
    <label class="check consent__check">
      <input
        type="checkbox"
        name="consent"
        checked={entry.form.value.consent}
        onChange={(event) => entry.agree(event.currentTarget.checked)}
      />
      <span>
        {t('door.consent.bare')}
        <span class="field__hint consent__hint">{t('door.consent.bareHint')}</span>
      </span>
    </label>
  );
};

/** To somebody whom a moderator has let in, and who has not agreed yet. */
export const ConsentQuestion = ({ entry }: { readonly entry: Entry }) => {
  const id = useId();
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: one question, without the frame that a fieldset brings */}
      <div class="consent" role="group" aria-labelledby={id}>
        <Heading id={id} />
        <p class="muted">{t('door.consent.what')}</p>
      </div>
      <EntryFailure entry={entry} />
      <Button kind="primary" large wide busy={entry.form.value.busy} onClick={() => void entry.agreeAndEnter()}>
        {t('door.consent.agreeAndJoin')}
      </Button>
    </>
  );
};
