import { CalendarClock, Ear, MessageSquareText, UserRoundPlus } from 'lucide-preact';
import type { Rsvp } from '../../contract/http/answer.ts';
import { CommentField, DelegateFields, NeedsFields, ProposalFields } from '../shared/answering/answer-fields.tsx';
import { proposalAt, proposalProblem } from '../shared/answering/answer-form.ts';
import { AnswerPart } from '../shared/answering/answer-part.tsx';
import { Button } from '../shared/button.tsx';
import { t } from '../shared/language.ts';
import { organizerName } from './rsvp-facts.tsx';
import type { RsvpWriting } from './use-rsvp.ts';

const Proposal = ({ rsvp, writing }: RsvpMoreProps) => {
  const { form, change, times, timeZone, proposed } = writing;
  if (rsvp.allDay) return null;
  const proposal = form.proposal ?? proposalAt(times, timeZone);
  return (
    <AnswerPart
      key={`proposal ${writing.recurrenceId}`}
      icon={CalendarClock}
      label={t('answer.proposal.action')}
      onOpen={(open) => {
        if (!open) change({ proposal: undefined });
      }}
    >
      <ProposalFields
        proposal={proposal}
        onChange={(next) => change({ proposal: next })}
        problem={proposed ? proposalProblem(proposal, timeZone, Date.now()) : undefined}
        timeZone={timeZone}
        organizer={{ name: organizerName(rsvp), timeZone: rsvp.eventTimeZone ?? timeZone }}
      />
    </AnswerPart>
  );
};

/** Sends what was written, with the answer that holds; without one it says what is missing. */
const SendMore = ({ writing }: { readonly writing: RsvpWriting }) => {
  const { unsent, goesWith, current, suggested, proposed, busy, answer } = writing;
  if (!unsent) return null;
  if (goesWith === undefined) return <p class="muted rsvp__hint">{t('rsvp.chooseFirst')}</p>;
  return (
    <div class="stack">
      {proposed && (current ?? suggested) === undefined && <p class="muted rsvp__hint">{t('rsvp.proposalMeans')}</p>}
      <Button kind="primary" large wide busy={busy === goesWith} onClick={() => void answer(goesWith)}>
        {t('rsvp.send', { answer: t(`answer.give.${goesWith}`) })}
      </Button>
    </div>
  );
};

interface RsvpMoreProps {
  readonly rsvp: Rsvp;
  readonly writing: RsvpWriting;
}

/** What can go with an answer: words, another time, somebody else, what one needs. */
export const RsvpMore = ({ rsvp, writing }: RsvpMoreProps) => {
  const { form, change, delegate, setDelegate, wrongDelegate, sendDelegate, busy } = writing;
  const name = organizerName(rsvp);
  const needs = rsvp.needs.language !== undefined || rsvp.needs.captions === true || rsvp.needs.phoneOnly === true;
  return (
    <section class="rsvp-more" aria-label={t('rsvp.withAnswer')}>
      <AnswerPart icon={MessageSquareText} label={t('answer.comment.action')} open={rsvp.comment !== ''}>
        <CommentField form={form} onChange={change} name={name} />
      </AnswerPart>
      <Proposal rsvp={rsvp} writing={writing} />
      <AnswerPart icon={Ear} label={t('answer.needs.action')} open={needs}>
        <NeedsFields form={form} onChange={change} />
      </AnswerPart>
      <AnswerPart icon={UserRoundPlus} label={t('answer.delegate.action')}>
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void sendDelegate();
          }}
        >
          <DelegateFields delegate={delegate} onChange={setDelegate} name={name} wrong={wrongDelegate} />
          <Button type="submit" large busy={busy === 'DELEGATED'}>
            {t('answer.delegate.send')}
          </Button>
        </form>
      </AnswerPart>
      <SendMore writing={writing} />
    </section>
  );
};
