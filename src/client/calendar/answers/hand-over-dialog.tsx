import { useRef, useState } from 'preact/hooks';
import type { EventBody } from '../../../contract/http/event.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { refreshAll } from '../parts/event-cache.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { account } from '../shell/session.ts';
import { handingOver } from './answering.ts';

const NO_ADDRESS = new ApiProblem('invalid-input', 0, { errors: [{ path: 'email', code: 'email', message: '' }] });

/** Why the server does not take somebody. */
const REFUSALS = {
  'no-account': 'feedback.handOver.unknown',
  organizer: 'feedback.handOver.own',
  suspended: 'feedback.handOver.suspended',
  'no-webmeeting-right': 'feedback.handOver.noRight',
} as const;

const close = (): void => {
  handingOver.value = undefined;
};

/** What is wrong with the address, in words. */
const addressProblem = (email: string, problem: ApiProblem | undefined): string | undefined => {
  if (email.toLowerCase() === account.value?.email.toLowerCase()) return t('feedback.handOver.own');
  const code = problem?.fields.get('email');
  if (code === undefined) return undefined;
  return code in REFUSALS ? t(REFUSALS[code as keyof typeof REFUSALS]) : t('errors.field.email');
};

/** An event goes to a colleague with all its dates; before it does, what that means is said. */
export const HandOverDialog = ({ event }: { readonly event: EventBody }) => {
  const [email, setEmail] = useState('');
  const [notify, setNotify] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const form = useRef<HTMLFormElement>(null);
  const wrong = addressProblem(email.trim(), problem);

  const handOver = async (): Promise<void> => {
    const to = email.trim();
    if (busy || wrong !== undefined) return;
    setBusy(true);
    setProblem(undefined);
    try {
      if (!/^\S+@\S+$/.test(to)) throw NO_ADDRESS;
      await callApi('POST', `/events/${encodeURIComponent(event.id)}/hand-over`, { email: to, notify });
      close();
      showToast({ kind: 'success', text: t('feedback.handOver.done', { who: to }) });
      void refreshAll();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
      focusFirstProblem(form.current);
    }
  };

  return (
    <Dialog
      title={t('feedback.handOver.title', { title: event.title || t('calendar.grid.untitled') })}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form="hand-over" busy={busy}>
            {t('feedback.handOver.submit')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id="hand-over"
        class="stack"
        noValidate={true}
        onSubmit={(submit) => {
          submit.preventDefault();
          void handOver();
        }}
      >
        {problem && wrong === undefined && <ProblemNotice problem={problem} />}
        <p>{t('feedback.handOver.lead')}</p>
        <ul class="hand-over__facts">
          <li>{t('feedback.handOver.stay')}</li>
          {event.webMeeting && <li>{t('feedback.handOver.keep')}</li>}
        </ul>
        <TextField
          label={t('feedback.handOver.email')}
          name="colleague"
          type="email"
          autoComplete="off"
          required={true}
          autoFocus={true}
          maxLength={LIMITS.email}
          value={email}
          onText={(text) => {
            setEmail(text);
            setProblem(undefined);
          }}
          problem={wrong}
        />
        {event.invitees.length > 0 && (
          <label class="check">
            <input type="checkbox" checked={notify} onChange={(input) => setNotify(input.currentTarget.checked)} />
            {t('feedback.handOver.notify')}
          </label>
        )}
      </form>
    </Dialog>
  );
};
