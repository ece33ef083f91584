import { TriangleAlert } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import type { LicenceBody } from '../../../../contract/http/licence.ts';
import { LIMITS } from '../../../../contract/limits.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { focusFirstProblem } from '../../parts/focus-first-problem.ts';
import { now } from '../../parts/now.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { displayZone } from '../../shell/session.ts';
import { draftOf, isPast, readLicence, readSeats } from './licence-draft.ts';

const TYPES = ['unlimited', 'seats', 'subscription'] as const;

const Warning = ({ text }: { readonly text: string }) => (
  <div class="notice notice--waiting" role="status">
    <Icon of={TriangleAlert} />
    <p>{text}</p>
  </div>
);

interface LicenceDialogProps {
  readonly licence: LicenceBody;
  readonly onClose: () => void;
  readonly onSaved: (licence: LicenceBody) => void;
}

/** Changes one licence. What would give nobody new the right is said before it is saved. */
export const LicenceDialog = ({ licence, onClose, onSaved }: LicenceDialogProps) => {
  const zone = displayZone.value;
  const [draft, setDraft] = useState(draftOf(licence, zone));
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { wanted, wrong } = readLicence(draft, zone);
  const seats = draft.type === 'unlimited' ? undefined : readSeats(draft.seats);
  const isOver = seats !== undefined && seats < licence.seatsUsed;
  const hasEnded = draft.type === 'subscription' && isPast(draft.endsOn, zone, now.value);

  const save = async (): Promise<void> => {
    setChecked(true);
    if (wanted === undefined) {
      focusFirstProblem(form.current);
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      onSaved(await callApi<LicenceBody>('PUT', `/admin/licences/${licence.service}`, wanted));
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('rights.licences.dialog', { service: t(`rights.names.${licence.service}`) })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('rights.licences.cancel')}</Button>
          <Button kind="primary" type="submit" form="licence" busy={busy}>
            {t('rights.licences.save')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id="licence"
        class="stack"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <fieldset class="licence-types">
          <legend class="field__label">{t('rights.licences.type')}</legend>
          {TYPES.map((type) => (
            <label key={type} class="check">
              <input
                type="radio"
                name="type"
                checked={draft.type === type}
                onChange={() => setDraft({ ...draft, type })}
              />
              <span>
                {t(`rights.licences.types.${type}`)}
                <span class="field__hint licence-types__hint">{t(`rights.licences.typeHints.${type}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {draft.type !== 'unlimited' && (
          <TextField
            label={t(draft.type === 'seats' ? 'rights.licences.seats' : 'rights.licences.seatsOptional')}
            inputMode="numeric"
            value={draft.seats}
            problem={checked && wrong.has('seats') ? t('rights.licences.seatsWrong') : undefined}
            onText={(text) => setDraft({ ...draft, seats: text })}
          />
        )}
        {isOver && <Warning text={t('rights.licences.seatsBelow', { used: licence.seatsUsed })} />}
        {draft.type === 'subscription' && (
          <TextField
            label={t('rights.licences.endsOn')}
            type="date"
            value={draft.endsOn}
            problem={checked && wrong.has('endsOn') ? t('rights.licences.endsWrong') : undefined}
            onText={(endsOn) => setDraft({ ...draft, endsOn })}
          />
        )}
        {hasEnded && <Warning text={t('rights.licences.endsPast')} />}
        <TextField
          label={t('rights.licences.reference')}
          hint={t('rights.licences.referenceHint')}
          value={draft.reference}
          maxLength={LIMITS.title}
          onText={(reference) => setDraft({ ...draft, reference })}
        />
        {problem && <ProblemNotice problem={problem} />}
      </form>
    </Dialog>
  );
};
