import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { EventBody, Scope } from '../../../contract/http/event.ts';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { warnOfCapacity } from '../details/capacity.ts';
import { changeEvent, createEvent, refreshNear } from '../parts/event-cache.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { scopePart, scopesOf } from '../series/scope-choice.tsx';
import { displayZone } from '../shell/session.ts';
import { useUnsaved } from '../shell/use-unsaved.ts';
import { draftProblems, type Refusal } from './draft-problems.ts';
import { changesOf, type EventDraft, isChanged, isOver, problemsOf, toRequest } from './event-draft.ts';
import { type AskedPlan, type MailQuestion, useMailPlan } from './use-mail-plan.ts';

export interface EventEditing {
  readonly draft: EventDraft;
  readonly change: (part: Partial<EventDraft>) => void;
  readonly changed: boolean;
  readonly notify: boolean;
  readonly setNotify: (notify: boolean) => void;
  /** Who would get which mail if it were saved now. */
  readonly mails: AskedPlan;
  /** Nobody is mailed of what is over before and after. */
  readonly past: boolean;
  /** What is wrong, in words, by field. */
  readonly problems: ReadonlyMap<string, string>;
  /** Why the server did not take it. */
  readonly refusal: ApiProblem | undefined;
  readonly busy: boolean;
  readonly save: () => Promise<void>;
  /** Of a series: the dates that the change can be for, while that is being asked. */
  readonly asking: readonly Scope[] | undefined;
  /** The answer; undefined: none was given. */
  readonly answer: (scope: Scope | undefined) => void;
  readonly form: RefObject<HTMLFormElement>;
  /** Takes in what is still being typed into the invitees' field; answers undefined when it is no address. */
  readonly pendingInvitees: RefObject<(() => EventDraft['invitees'] | undefined) | undefined>;
}

/** What changes a series as a whole: one date cannot have a rule, a calendar or a way to meet of its own. */
const concernsSeries = (before: EventDraft, after: EventDraft): boolean =>
  before.recurrence !== after.recurrence ||
  before.extraDates !== after.extraDates ||
  before.hideInvitees !== after.hideInvitees ||
  before.meetingSettings !== after.meetingSettings ||
  before.calendarId !== after.calendarId;

/** What is asked about the mails of a draft; of a series for the dates that are offered first. */
const mailQuestion = (
  event: EventBody | undefined,
  initial: EventDraft,
  draft: EventDraft,
): MailQuestion | 'nobody' | undefined => {
  if (initial.invitees.length === 0 && draft.invitees.length === 0) return 'nobody';
  if ([...problemsOf(draft).keys()].some((field) => field !== 'title')) return undefined;
  const titled = draft.title.trim() === '' ? { ...draft, title: '–' } : draft;
  if (!event) return { event: toRequest(titled, true) };
  if (!isChanged(initial, draft)) return 'nobody';
  const [scope] = scopesOf(event, concernsSeries(initial, draft));
  return { id: event.id, event: { ...changesOf(initial, titled, true), ...scopePart(event, scope) } };
};

/** One event being written: what was typed stays, whatever the server says, until it is saved. */
export const useEventEditor = (
  event: EventBody | undefined,
  initial: EventDraft,
  onSaved: () => void,
): EventEditing => {
  const [draft, setDraft] = useState(initial);
  const [notify, setNotify] = useState(true);
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<readonly Scope[]>();
  const form = useRef<HTMLFormElement>(null);
  const pendingInvitees: EventEditing['pendingInvitees'] = useRef(undefined);
  const changed = isChanged(initial, draft);
  useUnsaved(changed);
  const mails = useMailPlan(mailQuestion(event, initial, draft));
  const past = draft.invitees.length > 0 && [initial, draft].every((one) => isOver(one, Date.now()));

  const store = (complete: EventDraft, scope: Scope | undefined): Promise<EventBody> =>
    event
      ? changeEvent(event, { ...changesOf(initial, complete, notify), ...scopePart(event, scope) })
      : createEvent(toRequest(complete, notify));

  const send = async (complete: EventDraft, scope: Scope | undefined): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const saved = await store(complete, scope);
      onSaved();
      showToast({ kind: 'success', text: t(event ? 'calendar.editor.saved' : 'calendar.editor.created') });
      void refreshNear(displayZone.value);
      void warnOfCapacity(saved);
    } catch (thrown) {
      setRefusal({ problem: asProblem(thrown), draft: complete });
      setBusy(false);
      focusFirstProblem(form.current);
    }
  };

  const save = async (): Promise<void> => {
    setTried(true);
    const invitees = pendingInvitees.current?.();
    if (!invitees) return focusFirstProblem(form.current);
    const complete = { ...draft, invitees };
    setDraft(complete);
    // A date or a time that could not be read is in its field alone, not in the draft.
    const unread = form.current?.checkValidity() === false;
    if (unread || draftProblems(complete, true, undefined).size > 0) return focusFirstProblem(form.current);
    const scopes = event && isChanged(initial, complete) ? scopesOf(event, concernsSeries(initial, complete)) : [];
    if (scopes.length > 1) setAsking(scopes);
    else await send(complete, scopes[0]);
  };

  const answer = (scope: Scope | undefined): void => {
    setAsking(undefined);
    if (scope !== undefined) void send(draft, scope);
  };

  const change = (part: Partial<EventDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const problems = draftProblems(draft, tried, refusal);
  return {
    draft,
    change,
    changed,
    notify,
    setNotify,
    mails,
    past,
    problems,
    refusal: refusal?.problem,
    busy,
    save,
    asking,
    answer,
    form,
    pendingInvitees,
  };
};
