import { type EventDraft, momentsOf, toRequest } from './event-draft.ts';

/** Who is told by mail when a draft is saved: addresses. */
export interface MailPlan {
  readonly invited: readonly string[];
  readonly updated: readonly string[];
  readonly cancelled: readonly string[];
  /** Events that are over, before and after, are never mailed. */
  readonly past: boolean;
}

const addresses = (draft: EventDraft | undefined): Map<string, string> =>
  new Map(draft?.invitees.map(({ email, name }) => [email.toLowerCase(), name.trim() || email]));

/** What an invitee would notice: everything but the list of the others. */
const told = (draft: EventDraft): string => JSON.stringify({ ...toRequest(draft, true), invitees: [] });

/** Of a series other dates may still come. */
const isOver = (draft: EventDraft, nowMs: number): boolean =>
  draft.recurrence === '' && draft.extraDates.length === 0 && momentsOf(draft).endMs <= nowMs;

/** `before` is undefined for a new event. */
export const mailPlan = (before: EventDraft | undefined, after: EventDraft, nowMs: number): MailPlan => {
  const was = addresses(before);
  const is = addresses(after);
  const changed = before !== undefined && told(before) !== told(after);
  const names = (list: Map<string, string>, keep: (address: string) => boolean): string[] =>
    [...list].filter(([address]) => keep(address)).map(([, name]) => name);
  return {
    invited: names(is, (address) => !was.has(address)),
    updated: changed ? names(is, (address) => was.has(address)) : [],
    cancelled: names(was, (address) => !is.has(address)),
    past: [before, after].every((draft) => draft === undefined || isOver(draft, nowMs)),
  };
};
