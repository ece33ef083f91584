import './feedback.css';
import { MailWarning, UsersRound } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Feedback } from '../../../contract/http/answer.ts';
import type { EventBody, Partstat } from '../../../contract/http/event.ts';
import { AnswerMark } from '../../shared/answer-mark.tsx';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { Fact } from '../details/fact.tsx';
import { readingAnswers } from './answering.ts';
import { deliveryTo, isToDecide, isTroubled, saidOf, toDecide } from './feedback.ts';
import { NoteCard } from './note-card.tsx';
import { needsText } from './note-words.ts';
import { hearsFeedback, useFeedback } from './use-feedback.ts';

const FEW = 5;

/** "3 accepted · 1 declined · 2 without an answer" */
export const countsText = ({ invitees }: EventBody): string => {
  const count = (wanted: Partstat): number => invitees.filter(({ answer }) => answer === wanted).length;
  const sums = [
    [count('ACCEPTED'), 'calendar.popover.accepted'],
    [count('DECLINED'), 'calendar.popover.declined'],
    [count('TENTATIVE'), 'calendar.popover.tentative'],
    [count('DELEGATED'), 'calendar.popover.delegated'],
    [count('NEEDS-ACTION'), 'calendar.popover.awaiting'],
  ] as const;
  return sums
    .filter(([number]) => number > 0)
    .map(([number, key]) => t(key, { count: number }))
    .join('\u00a0· ');
};

interface PersonProps {
  readonly event: EventBody;
  readonly invitee: EventBody['invitees'][number];
  readonly feedback: Feedback | undefined;
}

const Person = ({ event, invitee, feedback }: PersonProps) => {
  const { email, name, answer } = invitee;
  const said = feedback && saidOf(feedback, email, event.recurrenceId);
  const delivery = feedback && deliveryTo(feedback, email);
  /** The same words stand with what is to be decided. */
  const told = feedback !== undefined && said !== undefined && isToDecide(feedback, said);
  const needs = said ? needsText(said.needs) : '';
  return (
    <li class="people__one">
      <AnswerMark answer={answer} />
      <span class="people__said">
        <span title={email}>{name || email}</span>
        {said && said.comment !== '' && !told && (
          <span class="people__words" dir="auto">
            {t('feedback.quoted', { words: said.comment })}
          </span>
        )}
        {needs !== '' && <span class="people__needs">{needs}</span>}
        {said && said.delegate !== '' && (
          <span class="people__needs">{t('feedback.sends', { who: said.delegate })}</span>
        )}
        {said && said.delegator !== '' && (
          <span class="people__needs">{t('feedback.sentBy', { who: said.delegator })}</span>
        )}
        {delivery && isTroubled(delivery) && (
          <span class="people__trouble">
            <Icon of={MailWarning} size={14} />
            {t(delivery.state === 'waiting' ? 'feedback.delivery.waitingTries' : 'feedback.notes.not-reached', {
              count: delivery.attempts,
              name: name || email,
            })}
          </span>
        )}
      </span>
    </li>
  );
};

const List = ({ event, feedback }: { readonly event: EventBody; readonly feedback: Feedback | undefined }) => {
  const [all, setAll] = useState(false);
  const { invitees } = event;
  return (
    <>
      <p>{t('calendar.popover.invitees', { count: invitees.length })}</p>
      <p class="muted small">{countsText(event)}</p>
      <ul class="people">
        {invitees.slice(0, all ? invitees.length : FEW).map((invitee) => (
          <Person key={invitee.email} event={event} invitee={invitee} feedback={feedback} />
        ))}
      </ul>
      {!all && invitees.length > FEW && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {t('calendar.popover.showAll')}
        </Button>
      )}
    </>
  );
};

/** For the organizer: first what waits for a decision, then who said what. */
const PeopleWithFeedback = ({ event, onLeave }: PeopleProps) => {
  const { feedback, reload } = useFeedback(event);
  const open = feedback ? toDecide(feedback) : [];
  return (
    <>
      {open.length > 0 && (
        <ul class="notes" aria-label={t('feedback.toDecide')}>
          {open.map((note) => (
            <NoteCard key={note.id} event={event} note={note} onDecided={reload} />
          ))}
        </ul>
      )}
      <Fact icon={UsersRound}>
        <List event={event} feedback={feedback} />
        <Button
          class="people__more"
          onClick={() => {
            onLeave();
            readingAnswers.value = event;
          }}
        >
          {t('feedback.showAll')}
        </Button>
      </Fact>
    </>
  );
};

interface PeopleProps {
  readonly event: EventBody;
  /** Another window is about to open. */
  readonly onLeave: () => void;
}

/** Who is invited and what they answered. */
export const People = (props: PeopleProps) => {
  const { event } = props;
  if (event.invitees.length === 0) return null;
  if (hearsFeedback(event)) return <PeopleWithFeedback {...props} />;
  return (
    <Fact icon={UsersRound}>
      <List event={event} feedback={undefined} />
    </Fact>
  );
};
