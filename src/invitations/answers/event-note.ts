import type { AccountId, EventId } from '../../base/ids.ts';
import type { Needs, Note } from '../../contract/http/answer.ts';
import type { Partstat } from '../../contract/http/event.ts';

export type NoteKind = Note['kind'];
export type NoteState = Note['state'];

/** What a note says, by kind; everything in it that a mail said is somebody else's word. */
export interface NoteBody {
  /** Comment, words, or why a mail did not arrive. */
  readonly text: string;
  readonly answer?: Partstat;
  readonly needs?: Needs;
  /** Of a proposal. */
  readonly startMs?: number;
  readonly endMs?: number;
  readonly timeZone?: string;
  readonly allDay?: boolean;
  /** Of a proposal for all of a series: the date of it that would be then; absent: its first one. */
  readonly date?: string;
  /** Lower-case address of who comes instead. */
  readonly delegate?: string;
  /** SEQUENCE and DTSTAMP of an answer that waits to be confirmed. */
  readonly sequence?: number;
  readonly stampMs?: number;
}

/** Something that the organizer is told of an event. */
export interface EventNote {
  readonly id: string;
  readonly eventId: EventId;
  readonly uid: string;
  readonly organizerId: AccountId;
  readonly recurrenceId: string;
  readonly kind: NoteKind;
  readonly address: string;
  readonly name: string;
  readonly body: NoteBody;
  readonly state: NoteState;
  readonly atMs: number;
}

export interface NewNote extends Omit<EventNote, 'id' | 'state' | 'atMs'> {
  /** What it was made of: the same is noted once. */
  readonly source?: string;
}

/** Where the organizer has to decide. */
export const isToDecide = (kind: NoteKind): boolean => kind === 'proposal' || kind === 'unverified';
