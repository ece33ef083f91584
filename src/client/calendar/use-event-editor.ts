import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { EventBody } from '../../contract/http/event.ts';
import { type ApiProblem, asProblem } from '../shared/api.ts';
import { t } from '../shared/language.ts';
import { showToast } from '../shared/toast.tsx';
import { draftProblems, type Refusal } from './draft-problems.ts';
import { changeEvent, createEvent, refreshNear } from './event-cache.ts';
import { changesOf, type EventDraft, isChanged, toRequest } from './event-draft.ts';
import { focusFirstProblem } from './focus-first-problem.ts';
import { displayZone } from './session.ts';
import { useUnsaved } from './use-unsaved.ts';

export interface EventEditing {
  readonly draft: EventDraft;
  readonly change: (part: Partial<EventDraft>) => void;
  readonly changed: boolean;
  readonly notify: boolean;
  readonly setNotify: (notify: boolean) => void;
  /** What is wrong, in words, by field. */
  readonly problems: ReadonlyMap<string, string>;
  /** Why the server did not take it. */
  readonly refusal: ApiProblem | undefined;
  readonly busy: boolean;
  readonly save: () => Promise<void>;
  readonly form: RefObject<HTMLFormElement>;
  /** Takes in what is still being typed into the invitees' field; answers undefined when it is no address. */
  readonly pendingInvitees: RefObject<(() => EventDraft['invitees'] | undefined) | undefined>;
}

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
  const form = useRef<HTMLFormElement>(null);
  const pendingInvitees: EventEditing['pendingInvitees'] = useRef(undefined);
  const changed = isChanged(initial, draft);
  useUnsaved(changed);

  const send = (complete: EventDraft): Promise<EventBody> =>
    event ? changeEvent(event.id, changesOf(initial, complete, notify)) : createEvent(toRequest(complete, notify));

  const save = async (): Promise<void> => {
    setTried(true);
    const invitees = pendingInvitees.current?.();
    if (!invitees) return focusFirstProblem(form.current);
    const complete = { ...draft, invitees };
    setDraft(complete);
    // A date or a time that could not be read is in its field alone, not in the draft.
    const unread = form.current?.checkValidity() === false;
    if (unread || draftProblems(complete, true, undefined).size > 0) return focusFirstProblem(form.current);
    setBusy(true);
    setRefusal(undefined);
    try {
      await send(complete);
      onSaved();
      showToast({ kind: 'success', text: t(event ? 'calendar.editor.saved' : 'calendar.editor.created') });
      void refreshNear(displayZone.value);
    } catch (thrown) {
      setRefusal({ problem: asProblem(thrown), draft: complete });
      setBusy(false);
      focusFirstProblem(form.current);
    }
  };

  const change = (part: Partial<EventDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const problems = draftProblems(draft, tried, refusal);
  return {
    draft,
    change,
    changed,
    notify,
    setNotify,
    problems,
    refusal: refusal?.problem,
    busy,
    save,
    form,
    pendingInvitees,
  };
};
