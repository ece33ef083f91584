import type { Language } from '../base/languages.ts';
import { lastEndMs } from './compare-told.ts';
import { type Draft, goneMeeting, type ToldRow } from './draft-mails.ts';
import { asDate } from './facts-now.ts';
import type { InvitationKind } from './invitation-mail.ts';
import type { InvitationSituation } from './invitation-situation.ts';
import type { MailedParts } from './mailed-recurrence.ts';
import type { ToldFacts, ToldInvitation } from './told-invitation.ts';

const goneDraft = (kind: InvitationKind, facts: ToldFacts, language: Language | undefined, rows: Draft['rows']) => ({
  ...{ kind, facts, language, rows },
  changed: [],
  news: [],
  meeting: goneMeeting(facts),
  listedOn: '',
  // A cancellation comes from where the invitation came from.
  identity: facts.from === undefined ? {} : { from: facts.from },
});

/** Cancelling repeats what was told: the event may be gone. What is over needs no cancelling. */
const isExpected = ({ facts }: ToldInvitation, nowMs: number): boolean =>
  facts.invitee !== undefined && lastEndMs(facts) > nowMs;

const cancelledRow = ({ recurrenceId, facts }: ToldInvitation): ToldRow => ({
  recurrenceId,
  state: 'cancelled',
  facts,
});

export const draftForGoneWhole = (
  situation: InvitationSituation,
  parts: MailedParts,
  kind: 'cancellation' | 'removal',
  row: ToldInvitation,
): Draft[] => {
  if (!isExpected(row, situation.nowMs)) return [];
  const { series } = row.facts;
  const language = situation.accounts.get(row.address)?.language;
  const draft = goneDraft(kind, row.facts, language, [cancelledRow(row)]);
  return [{ ...draft, ...(series !== undefined && { recurrence: { ...parts.whole(series), dates: [] } }) }];
};

/** All single dates of one reader that are gone, in one mail. */
export const draftForGoneDates = (
  situation: InvitationSituation,
  parts: MailedParts,
  kind: 'cancellation' | 'removal',
  rows: readonly ToldInvitation[],
): Draft[] => {
  const expected = rows.filter((row) => isExpected(row, situation.nowMs));
  const [first] = expected.toSorted((one, other) => one.facts.startMs - other.facts.startMs);
  if (first === undefined) return [];
  const { seriesZone = 'UTC' } = first.facts.date ?? {};
  const dates = expected.map(({ facts, recurrenceId }) =>
    parts.date(asDate(facts, recurrenceId, facts.date?.timeZone ?? seriesZone)),
  );
  const language = situation.accounts.get(first.address)?.language;
  const newsKind = kind === 'removal' ? ('removed' as const) : ('cancelled' as const);
  return [
    {
      ...goneDraft(kind, first.facts, language, expected.map(cancelledRow)),
      news: dates.length > 1 ? dates.map((was) => ({ was, kind: newsKind, changed: [] })) : [],
      recurrence: { carries: 'dates', timeZone: seriesZone, dates, ofKnownSeries: false },
    },
  ];
};
