import './feedback.css';
import type { Feedback } from '../../../contract/http/answer.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { AnswerMark } from '../../shared/answer-mark.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { formatDayAndTime } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { eventKey, shownEvents } from '../parts/event-cache.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { displayZone } from '../shell/session.ts';
import { readingAnswers } from './answering.ts';
import { DeliveryLine } from './delivery-line.tsx';
import { deliveryTo, saidOf, saidOfDates, toDecide } from './feedback.ts';
import { NoteCard } from './note-card.tsx';
import { dateName, needsText } from './note-words.ts';
import { countsText } from './people.tsx';
import { useFeedback } from './use-feedback.ts';

type Said = Feedback['answers'][number];

const Words = ({ said }: { readonly said: Said }) => {
  const facts = [
    needsText(said.needs),
    said.delegate === '' ? '' : t('feedback.sends', { who: said.delegate }),
    said.delegator === '' ? '' : t('feedback.sentBy', { who: said.delegator }),
    `${formatDayAndTime(said.answeredAt, displayZone.value)}, ${t(`feedback.via.${said.via}`)}`,
  ];
  return (
    <>
      {said.comment !== '' && (
        <p class="note__words" dir="auto">
          {said.comment}
        </p>
      )}
      <p class="muted small">{facts.filter(Boolean).join(' · ')}</p>
    </>
  );
};

interface PersonProps {
  readonly event: EventBody;
  readonly invitee: EventBody['invitees'][number];
  readonly feedback: Feedback;
  readonly reload: () => void;
}

/** One person: the answer, what they said with it, what they said of single dates, and how the last mail fared. */
const Person = ({ event, invitee, feedback, reload }: PersonProps) => {
  const { email, name, answer, role } = invitee;
  const said = saidOf(feedback, email, event.recurrenceId);
  const dates = saidOfDates(feedback, email).filter((row) => row !== said);
  const delivery = deliveryTo(feedback, email);
  return (
    <li class="person">
      <AnswerMark answer={answer} size={20} />
      <div class="person__body">
        <p class="person__name">
          <strong>{name || email}</strong> <span class="muted small">{t(`answer.is.${answer}`)}</span>
          {role !== 'attendee' && <span class="badge">{t(`calendar.roles.${role}`)}</span>}
        </p>
        {name !== '' && <p class="muted small">{email}</p>}
        {said && <Words said={said} />}
        {dates.length > 0 && (
          <ul class="person__dates">
            {dates.map((row) => (
              <li key={row.recurrenceId}>
                <AnswerMark answer={row.answer} />
                <span>
                  {dateName(event, row.recurrenceId)}
                  {row.comment !== '' && <span class="muted"> {t('feedback.quoted', { words: row.comment })}</span>}
                </span>
              </li>
            ))}
          </ul>
        )}
        {delivery && <DeliveryLine event={event} delivery={delivery} onResent={reload} />}
      </div>
    </li>
  );
};

const Content = ({ event }: { readonly event: EventBody }) => {
  const { feedback, problem, reload } = useFeedback(event);
  if (!feedback)
    return problem ? <LoadProblem problem={problem} onRetry={reload} /> : <div class="skeleton feedback__wait" />;
  const open = toDecide(feedback);
  const past = feedback.notes.filter((note) => note.state !== 'open' && note.kind !== 'answer');
  return (
    <>
      {open.length > 0 && (
        <section class="feedback__part">
          <h3>{t('feedback.toDecide')}</h3>
          <ul class="notes">
            {open.map((note) => (
              <NoteCard key={note.id} event={event} note={note} onDecided={reload} />
            ))}
          </ul>
        </section>
      )}
      <section class="feedback__part">
        <h3>{t('feedback.people')}</h3>
        <p class="muted">{countsText(event)}</p>
        <ul class="persons">
          {event.invitees.map((invitee) => (
            <Person key={invitee.email} event={event} invitee={invitee} feedback={feedback} reload={reload} />
          ))}
        </ul>
      </section>
      {past.length > 0 && (
        <section class="feedback__part">
          <h3>{t('feedback.words')}</h3>
          <ul class="notes">
            {past.map((note) => (
              <NoteCard key={note.id} event={event} note={note} onDecided={reload} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

/** Everything that came back from the people of an event, and how the mails to them fared. */
export const FeedbackDialog = ({ event: opened }: { readonly event: EventBody }) => {
  // The newest version: an answer that comes in while it is read shows at once.
  const event = shownEvents.value.find((one) => eventKey(one) === eventKey(opened)) ?? opened;
  return (
    <Dialog
      title={t('feedback.title', { title: event.title || t('calendar.grid.untitled') })}
      wide={true}
      onClose={() => {
        readingAnswers.value = undefined;
      }}
    >
      <Content event={event} />
    </Dialog>
  );
};
