import './feedback.css';
import {
  CalendarClock,
  CircleAlert,
  type LucideIcon,
  MailWarning,
  MessageSquareText,
  UserRoundPlus,
} from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Note, NoteDecision } from '../../../contract/http/answer.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { formatDayAndTime } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { type TextKey, t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { displayZone } from '../shell/session.ts';
import { dateName, nameOf, noteTitle } from './note-words.ts';
import { decideNote } from './use-feedback.ts';

const ICONS: Readonly<Record<Note['kind'], LucideIcon>> = {
  answer: MessageSquareText,
  proposal: CalendarClock,
  delegation: UserRoundPlus,
  words: MessageSquareText,
  unverified: CircleAlert,
  'not-reached': MailWarning,
};

type Decision = NoteDecision['decision'];

interface Choice {
  readonly decision: Decision;
  readonly label: TextKey;
  readonly done: TextKey;
}

const SET_ASIDE: Choice = { decision: 'dismiss', label: 'feedback.dismiss', done: 'feedback.decided.dismiss' };

/** What can be decided of each kind; the first is the one to take. */
const choicesOf = ({ kind }: Note): readonly Choice[] => {
  if (kind === 'proposal')
    return [
      { decision: 'accept', label: 'feedback.accept', done: 'feedback.decided.accept' },
      { decision: 'decline', label: 'feedback.decline', done: 'feedback.decided.decline' },
    ];
  if (kind === 'unverified')
    return [{ decision: 'accept', label: 'feedback.confirm', done: 'feedback.decided.confirm' }, SET_ASIDE];
  return [SET_ASIDE];
};

interface NoteCardProps {
  readonly event: EventBody;
  readonly note: Note;
  readonly onDecided: () => void;
}

const Choices = ({ event, note, onDecided }: NoteCardProps) => {
  const [busy, setBusy] = useState<Decision>();
  const decide = async ({ decision, done }: Choice): Promise<void> => {
    if (busy !== undefined) return;
    setBusy(decision);
    try {
      await decideNote(event, note.id, decision);
      showToast({ kind: 'success', text: t(done, { name: nameOf(event, note) }) });
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(undefined);
    onDecided();
  };
  return (
    <div class="row">
      {choicesOf(note).map((choice, index) => (
        <Button
          key={choice.decision}
          kind={index === 0 && choice.decision === 'accept' ? 'primary' : 'plain'}
          busy={busy === choice.decision}
          aria-label={`${t(choice.label)}${t('common.colon')} ${noteTitle(event, note)}`}
          onClick={() => void decide(choice)}
        >
          {t(choice.label)}
        </Button>
      ))}
    </div>
  );
};

/** One thing that came back: what, of whom, in whose words; with what there is to decide. */
export const NoteCard = (props: NoteCardProps) => {
  const { event, note } = props;
  return (
    <li class={`note note--${note.kind} ${note.state === 'open' ? 'note--open' : ''}`}>
      <Icon of={ICONS[note.kind]} size={18} />
      <div class="note__body">
        <p class="note__title">
          {noteTitle(event, note)}
          {note.recurrenceId !== '' && ` ${t('feedback.forDate', { date: dateName(event, note.recurrenceId) })}`}
        </p>
        {note.text !== '' && (
          <p class="note__words" dir="auto">
            {note.text}
          </p>
        )}
        <p class="muted small">
          {formatDayAndTime(note.at, displayZone.value)}
          {note.state !== '' && note.state !== 'open' && ` · ${t(`feedback.states.${note.state}`)}`}
        </p>
        {note.state === 'open' && <Choices {...props} />}
      </div>
    </li>
  );
};
