import { groupDigits } from '../../base/text.ts';
import { describeShort, type EventSpan } from '../describe-time.ts';
import { type Fact, fact, phoneFacts } from '../invitation-block.ts';
import type { MailedMeeting } from '../invitation-mail.ts';
import { fill, fillCount, type MailLanguage, mailTexts, noticeTexts } from '../mail-texts.ts';
import { accountNews } from './account-block.ts';
import { afterSession } from './after-session-block.ts';
import { attentionNews } from './attention-block.ts';
import { capacityWarning } from './capacity-block.ts';
import { describeCounts } from './describe-answers.ts';
import { digestSections } from './digest-sections.ts';
import type { NoticeMail } from './notice-mail.ts';
import {
  button,
  headingOf,
  NO_DATE,
  type NoticeBlock,
  type NoticeTime,
  nameOf,
  type Of,
  type Said,
  type Speech,
  timeOf,
} from './notice-speech.ts';
import { sharedDocument } from './shared-document-block.ts';

const EMPTY = {
  ...{ tone: 'good', heading: { title: '', ...NO_DATE }, lead: '', words: '' },
  ...{ times: [], sections: [], people: [], facts: [] },
  ...{ action: '', link: '', orLink: '', linkNote: '', guestNote: '', guestLink: '' },
  ...{ asideNote: '', asideText: '', asideLink: '', advice: '', footer: '' },
} as const satisfies Partial<NoticeBlock>;

const namedTime = (speech: Speech, name: string, span: EventSpan, struck = false): NoticeTime => {
  const { date, time, zone } = timeOf(speech, span);
  return { name, date, time, zone, struck };
};

const placeFact = ({ language }: Speech, location: string): Fact[] =>
  location === '' ? [] : [fact(mailTexts(language).place, location)];

const meetingFacts = ({ language }: Speech, meeting: MailedMeeting): Fact[] => {
  const texts = mailTexts(language);
  return [
    fact(texts.meetingId, groupDigits(meeting.id), true),
    fact(texts.pin, meeting.pin, true),
    ...phoneFacts(texts, language, meeting),
  ];
};

const join = (speech: Speech, meeting: MailedMeeting, note: string) => ({
  ...button(speech, mailTexts(speech.language).join, meeting.link, note),
  facts: meetingFacts(speech, meeting),
});

const headset = ({ language }: Speech, { phoneNumbers, sipUri }: MailedMeeting): string => {
  const texts = mailTexts(language);
  return phoneNumbers.length > 0 || sipUri !== undefined ? texts.headsetOrPhone : texts.headset;
};

const reminder = (speech: Speech, { event, meeting, handOverUrl, counts }: Of<'reminder'>): Said => {
  const { language, texts } = speech;
  const own = texts.reminder;
  const time = { time: describeShort(language, speech.timeZone, event).clock };
  const answers = describeCounts(language, counts);
  return {
    label: own.label,
    subject: event.allDay ? own.subjectToday : fill(own.subject, time),
    headline: event.allDay ? own.headlineToday : fill(own.headline, time),
    heading: headingOf(speech, event),
    lead: answers === '' ? '' : `${texts.answersSoFar}${mailTexts(language).colon}${answers}`,
    ...button(speech, mailTexts(language).start, meeting.link, mailTexts(language).startLink),
    facts: [...meetingFacts(speech, meeting), ...placeFact(speech, event.location)],
    asideNote: own.handOver,
    asideText: own.handOverLink,
    asideLink: handOverUrl,
  };
};

const nudge = (speech: Speech, { event, meeting }: Of<'nudge'>): Said => {
  const { label, subject, headline, advice } = speech.texts.nudge;
  return {
    ...{ tone: 'warn', label, subject, headline },
    heading: headingOf(speech, event),
    ...join(speech, meeting, mailTexts(speech.language).personalLink),
    advice: fill(advice, { organizer: nameOf(event.organizer) }),
  };
};

const digest = (speech: Speech, mail: Of<'digest'>): Said => {
  const { language, texts } = speech;
  const count = mail.events.reduce((sum, { entries }) => sum + entries.length, 0);
  return {
    label: texts.digest.label,
    subject: fillCount(language, texts.digest.subject, count),
    headline: texts.digest.headline,
    sections: digestSections(language, speech.timeZone, mail.events),
  };
};

const proposal = (speech: Speech, { event, who, proposed, comment, url }: Of<'proposal'>): Said => {
  const { label, subject, headline, now, proposed: proposedName, action, advice } = speech.texts.proposal;
  return {
    ...{ tone: 'warn', label, subject, advice },
    headline: fill(headline, { who: nameOf(who) }),
    heading: { title: event.title || speech.texts.untitled, ...NO_DATE },
    times: [namedTime(speech, now, event), namedTime(speech, proposedName, proposed)],
    words: comment,
    ...button(speech, action, url),
  };
};

const proposalDeclined = (speech: Speech, { event, proposed }: Of<'proposal-declined'>): Said => {
  const { label, subject, headline, advice } = speech.texts.proposalDeclined;
  return {
    ...{ label, subject, advice },
    headline: fill(headline, { organizer: nameOf(event.organizer) }),
    heading: headingOf(speech, event),
    times: [namedTime(speech, speech.texts.proposal.proposed, proposed, true)],
  };
};

const notReached = (speech: Speech, { event, people, url }: Of<'not-reached'>): Said => {
  const { label, subject, headline, noReason, action, advice } = speech.texts.notReached;
  return {
    ...{ tone: 'bad', label, subject, advice },
    headline: fillCount(speech.language, headline, people.length),
    heading: headingOf(speech, event),
    people: people.map(({ name, address, reason }) => ({
      name: name || address,
      address: name === '' ? '' : address,
      text: reason || noReason,
    })),
    ...button(speech, action, url),
  };
};

const joinBlock = (speech: Speech, { words, title, meeting, event, sender, from }: Of<'join-block'>): Said => {
  const { label, headline, linkNote } = speech.texts.joinBlock;
  return {
    ...{ label, subject: '' },
    headline: fill(headline, { sender: nameOf(sender ?? { name: '', address: from }) }),
    heading: { ...(event === undefined ? NO_DATE : headingOf(speech, event)), title: title || speech.texts.untitled },
    words: speech.first ? words : '',
    ...join(speech, meeting, linkNote),
    advice: headset(speech, meeting),
  };
};

const hosted = (speech: Speech, { event, meeting, change }: Of<'hosted'>): Said => {
  const own = speech.texts.hosted;
  const said = { label: own.label[change], subject: own.subject[change], headline: own.headline[change] };
  const heading = headingOf(speech, event, change === 'cancelled');
  if (change === 'cancelled') return { ...said, tone: 'bad', heading, advice: own.cancelledAdvice };
  return {
    ...said,
    heading,
    ...button(speech, mailTexts(speech.language).start, meeting.link, own.startNote),
    guestNote: own.passOn,
    guestLink: meeting.doorUrl,
    facts: meetingFacts(speech, meeting),
    advice: own.advice,
  };
};

const hostedRefused = (speech: Speech, { event, reason }: Of<'hosted-refused'>): Said => {
  const { label, subject, headline, reasons } = speech.texts.hostedRefused;
  return {
    ...{ tone: 'bad', label, subject, headline },
    heading: { ...headingOf(speech, event), ...(reason === 'unreadable' && NO_DATE) },
    lead: reasons[reason],
  };
};

const deputy = (speech: Speech, { event, meeting, change, allDates }: Of<'deputy'>): Said => {
  const own = speech.texts.deputy;
  const organizer = nameOf(event.organizer);
  const said = {
    label: own.label,
    subject: own.subject[change],
    headline: fill(own.headline[change], { organizer }),
    heading: headingOf(speech, event),
    lead: allDates ? own.allDates : '',
  };
  if (change === 'released') return { ...said, tone: 'warn', advice: own.releasedAdvice };
  return {
    ...said,
    ...button(speech, mailTexts(speech.language).start, meeting.link, own.startNote),
    facts: [...meetingFacts(speech, meeting), ...placeFact(speech, event.location)],
    advice: fill(own.advice, { organizer }),
  };
};

type Speakers = { readonly [Kind in NoticeMail['kind']]: (speech: Speech, mail: Of<Kind>) => Said };

const SPEAKERS: Speakers = {
  reminder,
  nudge,
  digest,
  proposal,
  'proposal-declined': proposalDeclined,
  'not-reached': notReached,
  'join-block': joinBlock,
  hosted,
  'hosted-refused': hostedRefused,
  deputy,
  'after-session': afterSession,
  'shared-document': sharedDocument,
  account: accountNews,
  capacity: capacityWarning,
  attention: attentionNews,
};

/** The words of one language for one notice. */
export const noticeBlock = (language: MailLanguage, mail: NoticeMail, first: boolean): NoticeBlock => {
  const texts = noticeTexts(language);
  const speech = { language, texts, timeZone: mail.recipient.timeZone, first };
  const speak = SPEAKERS[mail.kind] as (speech: Speech, mail: NoticeMail) => Said;
  const footer = mail.kind === 'join-block' ? '' : texts.automatic;
  return { ...EMPTY, lang: language, footer, ...speak(speech, mail) };
};
