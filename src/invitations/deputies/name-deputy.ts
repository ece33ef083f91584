import { type Account, emailKey } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import type { Clock } from '../../base/clock.ts';
import { invalidField } from '../../base/errors.ts';
import type { MeetingId } from '../../base/ids.ts';
import type { DeputyBody } from '../../contract/http/deputy.ts';
import { deputyOn } from '../../meetings/deputy.ts';
import type { DeputyStore } from '../../meetings/deputy-store.ts';
import { mayModerate } from '../../meetings/entry-rank.ts';
import type { SendNotices } from '../notices/send-notices.ts';
import type { DeputyNotices } from './deputy-notices.ts';
import { canonicalDate, type DeputySituation, type ReadDeputySituation } from './deputy-situation.ts';

/**
 * Who runs a meeting in its organizer's place, on one date or on all of them. For the organizer alone. Each who is named, or is no
 * longer, is mailed; naming the same person again changes nothing.
 */
export interface NameDeputy {
  read(account: Account, meetingId: MeetingId, recurrenceId?: string): Promise<DeputyBody>;
  /** Refuses by the field `address` whom it cannot be. */
  name(
    account: Account,
    meetingId: MeetingId,
    asked: { readonly address: string; readonly recurrenceId?: string | undefined },
  ): Promise<DeputyBody>;
  takeBack(account: Account, meetingId: MeetingId, recurrenceId?: string): Promise<void>;
}

const iso = (ms: number): string => new Date(ms).toISOString();

export const createNameDeputy = ({
  readSituation,
  deputies,
  accounts,
  notices,
  sendNotices,
  clock,
}: {
  readonly readSituation: ReadDeputySituation;
  readonly deputies: DeputyStore;
  readonly accounts: AccountStore;
  readonly notices: DeputyNotices;
  readonly sendNotices: SendNotices;
  readonly clock: Clock;
}): NameDeputy => {
  const personIn = (situation: DeputySituation, known: ReadonlyMap<string, Account>, recurrenceId: string) => {
    const found = situation.deputies.find((deputy) => deputy.recurrenceId === recurrenceId);
    if (found === undefined) return null;
    const invitee = [...situation.onDate, ...situation.onAll].find(({ address }) => address === found.address);
    return { email: found.address, name: known.get(found.address)?.name || invitee?.name || '' };
  };

  const accountsOf = async (addresses: readonly string[]): Promise<Map<string, Account>> => {
    const found = await accounts.findByEmails([...new Set(addresses)]);
    return new Map(found.map((account) => [emailKey(account.email), account]));
  };

  const bodyOf = async (situation: DeputySituation): Promise<DeputyBody> => {
    const { date, isSeries, onDate, onAll } = situation;
    const known = await accountsOf([
      ...onDate.map(({ address }) => address),
      ...situation.deputies.map(({ address }) => address),
    ]);
    const { recurrenceId, title, startMs, endMs, allDay, timeZone } = date;
    return {
      date: { recurrenceId, title, startsAt: iso(startMs), endsAt: iso(endMs), allDay, timeZone },
      recurring: isSeries,
      forDate: recurrenceId === '' ? null : personIn(situation, known, recurrenceId),
      forAll: personIn(situation, known, ''),
      people: onDate.flatMap(({ address, name, answer }) => {
        const account = known.get(address);
        if (!mayModerate(account)) return [];
        const toAll = onAll.some((one) => one.address === address);
        return [{ email: address, name: name || (account?.name ?? ''), answer, toAll }];
      }),
    };
  };

  /** An account that may be named; whether somebody who is not invited has one is told to nobody. */
  const find = async (
    account: Account,
    { onDate, onAll }: DeputySituation,
    address: string,
    forAll: boolean,
  ): Promise<Account> => {
    const refuse = (code: string, message: string): Error => invalidField('address', code, message);
    if (address === emailKey(account.email))
      throw refuse('organizer', 'You are the organizer of this meeting already.');
    if (!(forAll ? onAll : onDate).some((one) => one.address === address))
      throw refuse('not-invited', 'Name somebody who is invited.');
    const colleague = await accounts.findByEmail(address);
    if (!colleague) throw refuse('no-account', 'This person has no account here.');
    if (colleague.suspended) throw refuse('suspended', 'The account of this person is suspended.');
    if (!colleague.webMeeting) throw refuse('no-webmeeting-right', 'The account of this person may not open meetings.');
    return colleague;
  };

  /** Who ran it until now, as far as they are to be told. */
  const formerOf = async (situation: DeputySituation, recurrenceId: string): Promise<Account | undefined> => {
    const former = situation.deputies.find((deputy) => deputy.recurrenceId === recurrenceId);
    return former && accounts.findByEmail(former.address);
  };

  return {
    read: async (account, meetingId, recurrenceId) => bodyOf(await readSituation(account, meetingId, recurrenceId)),

    async name(account, meetingId, asked) {
      const situation = await readSituation(account, meetingId, asked.recurrenceId);
      const recurrenceId = canonicalDate(asked.recurrenceId ?? '');
      const address = emailKey(asked.address);
      const colleague = await find(account, situation, address, recurrenceId === '');
      const { deputies: before } = situation;
      const isNamed = before.some((one) => one.recurrenceId === recurrenceId && one.address === address);
      if (isNamed) return bodyOf(situation);
      const namedMs = clock.nowMs();
      const former = await formerOf(situation, recurrenceId);
      // Who runs all dates anyway is asked for nothing new.
      const isTold = deputyOn(before, meetingId, recurrenceId) === address;
      const about = {
        situation,
        organizer: account,
        allDates: recurrenceId === '' && situation.isSeries,
        atMs: namedMs,
      };
      const mails = [
        ...(isTold ? [] : await notices.of({ ...about, to: colleague, change: 'named' })),
        ...(former === undefined ? [] : await notices.of({ ...about, to: former, change: 'released' })),
      ];
      await sendNotices(mails, async (transaction) => {
        await deputies.put(transaction, { meetingId, recurrenceId, address, namedMs });
        return true;
      });
      return bodyOf(await readSituation(account, meetingId, asked.recurrenceId));
    },

    async takeBack(account, meetingId, asked) {
      const situation = await readSituation(account, meetingId, asked);
      const recurrenceId = canonicalDate(asked ?? '');
      const former = await formerOf(situation, recurrenceId);
      const left = situation.deputies.filter((deputy) => deputy.recurrenceId !== recurrenceId);
      const stays = former !== undefined && deputyOn(left, meetingId, recurrenceId) === emailKey(former.email);
      const allDates = recurrenceId === '' && situation.isSeries;
      const about = { situation, organizer: account, allDates, atMs: clock.nowMs() };
      const mails = former === undefined || stays ? [] : await notices.of({ ...about, to: former, change: 'released' });
      await sendNotices(mails, async (transaction) => {
        await deputies.remove(transaction, meetingId, recurrenceId);
        return true;
      });
    },
  };
};
