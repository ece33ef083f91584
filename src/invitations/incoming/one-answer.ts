import type { Partstat } from '../../contract/http/event.ts';
import type { IncomingMail } from '../../mail/inbox/incoming-mail.ts';
import type { ProposedTime } from '../answers/record-answer.ts';
import type { AnsweredVersion } from './answered-version.ts';
import type { Speaker } from './find-speaker.ts';
import type { KnownEvent } from './known-event.ts';

/** One VEVENT of an answer, by somebody who is invited to the event. */
export interface OneAnswer {
  readonly mail: IncomingMail;
  readonly known: KnownEvent;
  readonly speaker: Speaker;
  readonly recurrenceId: string;
  readonly comment: string;
  /** NEEDS-ACTION: they say neither yes nor no. */
  readonly answer: Partstat;
  readonly proposal: ProposedTime | undefined;
  readonly delegate: { readonly email: string; readonly name?: string } | undefined;
  readonly version: AnsweredVersion;
}
