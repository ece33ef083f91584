import type { ParticipantId } from '../../base/ids.ts';
import type { RoomEventBody, RoomEventName } from '../../contract/room/room-messages.ts';
import type { RecordingBody } from '../../contract/room/room-state.ts';
import type { AudienceListener } from '../../room/local-audience.ts';
import type { PromptName } from '../prompts/prompt-names.ts';
import type { Announcer } from './announcer.ts';
import { isSpeakable } from './caller-name.ts';

/** What a caller's place in the room learns beside what is said to them. */
export interface RoomNewsHearer {
  /** What they are now, as the room has it. */
  changed(self: RoomEventBody<'participant.changed'>): void;
  /** They are out; the connection is closed behind it. */
  out(why: 'removed' | 'moved' | 'ended'): void;
}

type Handlers = { readonly [Name in RoomEventName]?: (body: RoomEventBody<Name>) => void };
type RecordingState = RecordingBody['state'] | undefined;

const recordingPrompt = (before: RecordingState, now: RecordingState): PromptName | undefined => {
  if (before === now) return undefined;
  if (now === undefined) return 'recording-stopped';
  if (now === 'paused') return 'recording-paused';
  return before === undefined ? 'recording-started' : 'recording-resumed';
};

/** Turns what the room tells, all or this one alone, into what is said to a caller. */
export const createRoomNews = (
  {
    id,
    recording: recordingAtFirst,
    waiting,
    announcer,
  }: {
    readonly id: ParticipantId;
    readonly recording: RecordingState;
    /** Knocks that they are told of already. */
    readonly waiting: Iterable<string>;
    readonly announcer: Pick<Announcer, 'announce' | 'joined' | 'left'>;
  },
  hearer: RoomNewsHearer,
): AudienceListener => {
  const knocks = new Set(waiting);
  let toldOfRestart = false;
  let recording = recordingAtFirst;

  const handlers: Handlers = {
    'participant.joined'({ id: who, name }) {
      if (who !== id) announcer.joined(isSpeakable(name) ? name : undefined);
    },
    'participant.changed'(body) {
      if (body.id === id) hearer.changed(body);
    },
    'participant.left'({ id: who, reason }) {
      if (who !== id) announcer.left();
      else if (reason === 'removed') hearer.out('removed');
    },
    'you.muted': () => announcer.announce([{ prompt: 'muted-by-moderator' }]),
    'you.moved': () => hearer.out('moved'),
    'recording.changed'({ recording: body }) {
      const prompt = recordingPrompt(recording, body?.state);
      recording = body?.state;
      if (prompt !== undefined) announcer.announce([{ prompt }]);
    },
    'lobby.waiting'({ id: knock }) {
      // Told again at each change.
      if (knocks.has(knock)) return;
      knocks.add(knock);
      announcer.announce([{ prompt: 'somebody-waits' }]);
    },
    'lobby.gone': ({ id: knock }) => knocks.delete(knock),
    'server.restarts'() {
      // Said again and again for those who come later.
      if (!toldOfRestart) announcer.announce([{ prompt: 'restart' }]);
      toldOfRestart = true;
    },
    'session.ended': () => hearer.out('ended'),
  };
  return (event, body) => (handlers[event] as ((body: unknown) => void) | undefined)?.(body);
};
