import type { LucideIcon } from 'lucide-preact';
import { CalendarCheck, CalendarPlus, CalendarX, CircleAlert, CircleCheck, Info, UserX } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Rsvp } from '../../contract/http/answer.ts';
import { AnswerButtons } from '../shared/answering/answer-buttons.tsx';
import { givenAnswer } from '../shared/answering/answer-form.ts';
import { Icon } from '../shared/icon.tsx';
import { t } from '../shared/language.ts';
import { problemText } from '../shared/problem-text.ts';
import type { RsvpAddress } from './rsvp-address.ts';
import { RsvpDates } from './rsvp-dates.tsx';
import { organizerName, RsvpFacts, RsvpHead } from './rsvp-facts.tsx';
import { RsvpMore } from './rsvp-more.tsx';
import { RsvpOthers } from './rsvp-others.tsx';
import { shortWhen } from './rsvp-when.ts';
import { type RsvpWriting, useRsvp } from './use-rsvp.ts';

interface PartProps {
  readonly rsvp: Rsvp;
  readonly writing: RsvpWriting;
}

/** "Tue 2 Mar, 10:00 – 11:00" of one date of the series. */
const dateText = ({ rsvp, writing }: PartProps, recurrenceId: string | undefined): string | undefined => {
  const date = rsvp.dates.find((one) => one.recurrenceId === recurrenceId);
  return date && shortWhen({ ...rsvp, ...date }, writing.timeZone);
};

/** Confirms what was sent, and how it is taken back; or says why it was not. */
const Outcome = (props: PartProps) => {
  const { rsvp, writing } = props;
  const { sent, problem } = writing;
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (sent || problem) notice.current?.focus();
  }, [sent, problem]);
  if (problem)
    return (
      <div ref={notice} class="notice notice--problem" role="alert" tabIndex={-1}>
        <Icon of={CircleAlert} />
        <p>
          <strong>{t('rsvp.notSent')}</strong> {problemText(problem)}
        </p>
      </div>
    );
  if (!sent) return null;
  const date = dateText(props, sent.recurrenceId);
  return (
    <div ref={notice} class="notice notice--live" role="status" tabIndex={-1}>
      <Icon of={CircleCheck} />
      <p>
        <strong>{t(`rsvp.sent.${sent.answer}`, { name: organizerName(rsvp), who: sent.delegate })}</strong>{' '}
        {date !== undefined && `${t('rsvp.sent.date', { date })} `}
        {sent.proposed && `${t('rsvp.sent.proposal')} `}
        {t('rsvp.sent.undo')}
      </p>
    </div>
  );
};

/** What was answered before, or what the link suggests and nobody sent yet. */
const Before = (props: PartProps) => {
  const { rsvp, writing } = props;
  const { suggested, current, sent } = writing;
  if (sent) return null;
  if (suggested) return <p class="rsvp__hint">{t('rsvp.press', { answer: t(`answer.give.${suggested}`) })}</p>;
  if (rsvp.answer === 'DELEGATED') return <p class="rsvp__hint">{t('rsvp.passedOn', { who: rsvp.delegate })}</p>;
  if (!current) return null;
  const date = dateText(props, writing.recurrenceId);
  const answer = t(`answer.is.${current}`);
  return (
    <p class="rsvp__hint">
      {date === undefined ? t('rsvp.answered', { answer }) : t('rsvp.answeredFor', { answer, date })} {t('rsvp.change')}
    </p>
  );
};

const Proposals = ({ rsvp, writing }: PartProps) => {
  if (rsvp.proposals.length === 0) return null;
  return (
    <ul class="rsvp__proposals">
      {rsvp.proposals.map((proposal) => (
        <li key={proposal.id} class="notice">
          <Icon of={Info} />
          <p>
            {t(`rsvp.proposals.${proposal.state}`, {
              when: shortWhen({ ...rsvp, ...proposal, allDay: false }, writing.timeZone),
              name: organizerName(rsvp),
            })}
          </p>
        </li>
      ))}
    </ul>
  );
};

const CalendarFile = ({ address, rsvp }: { readonly address: RsvpAddress; readonly rsvp: Rsvp }) => {
  const gone = rsvp.state === 'cancelled' || rsvp.state === 'removed';
  return (
    <p class="rsvp__file">
      <a
        class="button button--quiet"
        href={`/api/v1/rsvp/${encodeURIComponent(address.token)}/calendar.ics`}
        download="invitation.ics"
      >
        <Icon of={gone ? CalendarX : CalendarPlus} />
        {t(gone ? 'rsvp.takeFromCalendar' : 'rsvp.addToCalendar')}
      </a>
    </p>
  );
};

const ENDS: Readonly<Record<Exclude<Rsvp['state'], 'open'>, LucideIcon>> = {
  over: CalendarCheck,
  cancelled: CalendarX,
  removed: UserX,
};

/** Nothing can be answered: why, and what one answered. */
const End = ({ rsvp, state }: { readonly rsvp: Rsvp; readonly state: Exclude<Rsvp['state'], 'open'> }) => {
  const answer = givenAnswer(rsvp.answer);
  return (
    <div class={`notice ${state === 'over' ? '' : 'notice--waiting'}`} role="status">
      <Icon of={ENDS[state]} />
      <p>
        <strong>{t(`rsvp.${state}.title`)}.</strong> {t(`rsvp.${state}.text`, { name: organizerName(rsvp) })}
        {answer && ` ${t('rsvp.answered', { answer: t(`answer.is.${answer}`) })}`}
      </p>
    </div>
  );
};

const whoOf = ({ you }: Rsvp): string => (you.name === '' ? you.email : `${you.name} <${you.email}>`);

interface RsvpPageProps {
  readonly address: RsvpAddress;
  readonly rsvp: Rsvp;
  readonly onChanged: (rsvp: Rsvp) => void;
}

/** One card: what one is invited to, three answers, and what can go with them. */
export const RsvpPage = ({ address, rsvp, onChanged }: RsvpPageProps) => {
  const writing = useRsvp(address, rsvp, onChanged);
  const { current, suggested, busy, answer } = writing;
  const props = { rsvp, writing };
  // The date that is answered for, else the next one.
  const shown: Rsvp = { ...rsvp, ...writing.times };
  return (
    <article class="card rsvp">
      <RsvpHead rsvp={shown} zone={writing.timeZone} />
      {rsvp.state !== 'open' && <End rsvp={rsvp} state={rsvp.state} />}
      <RsvpFacts rsvp={rsvp} shown={shown} zone={writing.timeZone} />
      {rsvp.state === 'open' && (
        <>
          <section class="rsvp__answer">
            <div>
              <h2>{t('answer.question')}</h2>
              <p class="rsvp__hint">{t('rsvp.for', { who: whoOf(rsvp) })}</p>
            </div>
            <RsvpDates {...props} />
            <Before {...props} />
            <AnswerButtons
              value={current}
              suggested={suggested}
              busy={busy === 'DELEGATED' ? undefined : busy}
              large={true}
              onAnswer={(chosen) => void answer(chosen)}
            />
            <Outcome {...props} />
            <Proposals {...props} />
          </section>
          <RsvpMore {...props} />
        </>
      )}
      <RsvpOthers {...(rsvp.invitees ? { invitees: rsvp.invitees } : {})} />
      <CalendarFile address={address} rsvp={rsvp} />
    </article>
  );
};
