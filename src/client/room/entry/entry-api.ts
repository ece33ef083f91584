import type { Door, JoinAnswer, MeetingBody } from '../../../contract/http/meeting.ts';
import type { LobbyMessageRequest } from '../../../contract/http/wait.ts';

/** Where a person stands: before a link, a bare ID, or a start link. */
export type DoorSource =
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'meeting'; readonly id: string }
  | { readonly kind: 'start'; readonly token: string };

export interface Introduction {
  readonly name: string;
  /** Six digits; only at the door of a bare ID. */
  readonly pin?: string;
  /** Starts the meeting; only with the link of its host. */
  readonly start?: true;
  /** Goes on here, in place of the device that is in already. */
  readonly device?: 'move';
  /** Agrees to being recorded. */
  readonly consent?: true;
}

type LetIn = Exclude<JoinAnswer, { waiting: true }>;

/** The calls of the door. Each throws an `ApiProblem` when it is refused. */
export interface EntryApi {
  door(source: DoorSource): Promise<Door>;
  join(source: Exclude<DoorSource, { kind: 'start' }>, introduction: Introduction): Promise<JoinAnswer>;
  start(token: string): Promise<MeetingBody>;
  /** Comes in after a moderator's word; `waitTicket` is the one that was waited with. */
  enter(waitTicket: string, consent: boolean): Promise<LetIn>;
  /** Writes to the moderators while one waits. */
  write(message: LobbyMessageRequest): Promise<void>;
}

type Call = <Answer>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>;

const pathOf = (source: DoorSource): string => {
  if (source.kind === 'meeting') return `/meetings/${encodeURIComponent(source.id)}`;
  return `/${source.kind === 'link' ? 'join' : 'start'}/${encodeURIComponent(source.token)}`;
};

export const createEntryApi = (call: Call): EntryApi => ({
  door: (source) => call<Door>('GET', pathOf(source)),
  join: (source, { name, pin, start, device, consent }) => {
    const both = { name, ...(device && { device }), ...(consent && { consent }) };
    return source.kind === 'link'
      ? call<JoinAnswer>('POST', pathOf(source), { ...both, ...(start && { start }) })
      : call<JoinAnswer>('POST', `${pathOf(source)}/join`, { ...both, ...(pin === undefined ? {} : { pin }) });
  },
  start: (token) => call<MeetingBody>('POST', pathOf({ kind: 'start', token }), {}),
  enter: (ticket, consent) => call<LetIn>('POST', '/wait/enter', { ticket, ...(consent && { consent }) }),
  write: (message) => call<void>('POST', '/wait/messages', message),
});
