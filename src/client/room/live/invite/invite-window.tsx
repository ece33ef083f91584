import './invite-window.css';
import { Send } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MeetingInvite } from '../../../../contract/http/meeting.ts';
import { LIMITS } from '../../../../contract/limits.ts';
import type { Welcome } from '../../../../contract/room/room-state.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { Field } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';
import { InvitePreview } from './invite-preview.tsx';
import { addInviteTexts } from './invite-texts.ts';
import { RecipientField } from './recipient-field.tsx';

addInviteTexts();

interface InviteWindowProps {
  readonly meeting: Welcome['meeting'];
  /** Who invites. */
  readonly name: string;
  readonly onClose: () => void;
}

/** `recipients.2` with the code of its reason, as words about the third address. */
const addressProblems = (problem: ApiProblem, recipients: readonly string[]): Map<string, string> => {
  const found = new Map<string, string>();
  for (const [path, code] of problem.fields) {
    const address = recipients[Number(/^recipients\.(\d+)$/.exec(path)?.[1] ?? -1)];
    if (address === undefined) continue;
    found.set(address, t(code === 'own-address' ? 'roomInvite.ownAddress' : 'roomInvite.wrongAddress', { address }));
  }
  return found;
};

const failureText = (problem: ApiProblem): string =>
  problem.code === 'not-signed-in' ? t('roomInvite.signedOut') : problemText(problem);

/** The mail languages of this server, as a guest may know them. */
const useLanguages = (): readonly ('fr' | 'en')[] => {
  const [languages, setLanguages] = useState<readonly ('fr' | 'en')[]>([]);
  useEffect(() => {
    callApi<{ readonly languages: readonly ('fr' | 'en')[] }>('GET', '/site').then(
      (site) => setLanguages(site.languages),
      () => {},
    );
  }, []);
  return languages;
};

interface FootProps {
  readonly asking: boolean;
  readonly busy: boolean;
  readonly count: number;
  readonly onSend: () => void;
  readonly onCancel: () => void;
  readonly onDiscard: () => void;
  readonly onKeep: () => void;
}

const Foot = ({ asking, busy, count, onSend, onCancel, onDiscard, onKeep }: FootProps) =>
  asking ? (
    <>
      <span role="alert">{t('roomInvite.discard')}</span>
      <Button onClick={onKeep}>{t('roomInvite.keep')}</Button>
      <Button kind="danger" onClick={onDiscard}>
        {t('roomInvite.discardIt')}
      </Button>
    </>
  ) : (
    <>
      <Button onClick={onCancel}>{t('roomInvite.cancel')}</Button>
      <Button kind="primary" icon={Send} busy={busy} onClick={onSend}>
        {count === 0 ? t('roomInvite.sendNone') : t('roomInvite.send', { count })}
      </Button>
    </>
  );

/** Mails the way into the meeting to more people: their addresses, some words; the rest is added when it is sent. */
export const InviteWindow = ({ meeting, name, onClose }: InviteWindowProps) => {
  const [recipients, setRecipients] = useState<readonly string[]>([]);
  const [words, setWords] = useState('');
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const pending = useRef<(() => readonly string[] | undefined) | undefined>(undefined);
  const languages = useLanguages();
  const tooLong = words.length > LIMITS.inviteWords;

  const leave = (): void => {
    if (recipients.length > 0 || words.trim() !== '') setAsking(true);
    else onClose();
  };

  const send = async (): Promise<void> => {
    const all = pending.current?.();
    setMissing(all?.length === 0);
    if (all === undefined || all.length === 0 || tooLong) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const path = `/meetings/${encodeURIComponent(meeting.id)}/invite`;
      const body = { recipients: all, ...(words.trim() === '' ? {} : { words }) };
      const { invited } = await callApi<MeetingInvite>('POST', path, body);
      showToast({
        kind: 'success',
        text: t('roomInvite.sent', { count: invited.length, list: invited.join(', ') }),
      });
      onClose();
    } catch (thrown) {
      const problem = asProblem(thrown);
      const found = addressProblems(problem, all);
      setProblems(found);
      if (found.size === 0) setFailure(failureText(problem));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('roomInvite.heading')}
      onClose={leave}
      wide={true}
      footer={
        <Foot
          asking={asking}
          busy={busy}
          count={recipients.length}
          onSend={() => void send()}
          onCancel={leave}
          onDiscard={onClose}
          onKeep={() => setAsking(false)}
        />
      }
    >
      <div class="stack">
        <p class="muted">{t('roomInvite.lead')}</p>
        <RecipientField
          recipients={recipients}
          onChange={(next) => {
            setRecipients(next);
            setProblems(new Map());
            setMissing(false);
          }}
          problems={problems}
          problem={missing ? t('roomInvite.nobody') : undefined}
          pending={pending}
        />
        <Field
          label={t('roomInvite.words')}
          hint={t('roomInvite.wordsHint')}
          problem={tooLong ? t('roomInvite.wordsTooLong', { count: LIMITS.inviteWords }) : undefined}
        >
          {(control) => (
            <textarea
              {...control}
              class="input invite-window__words"
              name="words"
              rows={4}
              value={words}
              onInput={(event) => setWords(event.currentTarget.value)}
            />
          )}
        </Field>
        {failure !== undefined && (
          <p class="notice notice--problem" role="alert">
            {failure}
          </p>
        )}
        <InvitePreview meeting={meeting} name={name} words={words} languages={languages} />
      </div>
    </Dialog>
  );
};
