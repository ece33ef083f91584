import { editObject } from './edit-object.ts';
import type { EventDraft } from './event-draft.ts';

/** Changes the main VEVENT of a stored object and nothing else; see `editObject`. */
export const editEvent = (raw: string, changes: Partial<EventDraft>): string =>
  editObject(raw, [{ kind: 'set', recurrenceId: '', changes }]);
