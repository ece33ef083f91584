import type {
  CommandAnswer,
  RoomAuth,
  RoomCommandBody,
  RoomCommandName,
  RoomEventBody,
  RoomEventName,
} from '../../../contract/room/room-messages.ts';
import type { RoomLinkState, SoundProblem } from './room-link-state.ts';
import type { FrameCounts } from './sound-statistics.ts';

/** What the page tells the worker. */
export type PageMessage =
  | { readonly kind: 'connect'; readonly url: string; readonly auth: RoomAuth }
  | {
      readonly kind: 'command';
      readonly id: number;
      readonly name: RoomCommandName;
      readonly body: RoomCommandBody<RoomCommandName>;
    }
  | { readonly kind: 'retry' }
  /** `port` gives `CapturedFrame`s. Takes the place of an earlier one. */
  | { readonly kind: 'microphone'; readonly port: MessagePort }
  | { readonly kind: 'microphone.stop' }
  | { readonly kind: 'muted'; readonly muted: boolean }
  /** To whom one speaks: a participant's number, 0 for everyone. */
  | { readonly kind: 'speak-to'; readonly listener: number }
  /** Whether one's own voice comes back, and goes to nobody else meanwhile. */
  | { readonly kind: 'echo'; readonly on: boolean }
  /** `port` takes `SpeakerFrame`s. */
  | { readonly kind: 'playback'; readonly port: MessagePort }
  /** Whether anything is to be decoded: wanted, and the browser lets it be heard. */
  | { readonly kind: 'listen'; readonly on: boolean }
  | { readonly kind: 'counts'; readonly id: number }
  | { readonly kind: 'close' };

/** What the worker tells the page. */
export type WorkerMessage =
  | { readonly kind: 'event'; readonly name: RoomEventName; readonly body: RoomEventBody<RoomEventName> }
  | { readonly kind: 'state'; readonly state: RoomLinkState; readonly detail?: string | undefined }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: CommandAnswer }
  | { readonly kind: 'level'; readonly level: number; readonly dbov: number }
  | { readonly kind: 'speaking'; readonly number: number; readonly level: number }
  /** Whether this participant speaks to oneself alone. */
  | { readonly kind: 'direct'; readonly number: number; readonly speaking: boolean }
  /** A frame of one's own came back, so long after it was whole. */
  | { readonly kind: 'echoed'; readonly roundTripMs: number }
  | { readonly kind: 'problem'; readonly problem: SoundProblem }
  | { readonly kind: 'counts'; readonly id: number; readonly counts: FrameCounts };

/** One handler for each kind of message: a kind without one does not compile. */
export type Handlers<Message extends { readonly kind: string }> = {
  readonly [Kind in Message['kind']]: (message: Extract<Message, { readonly kind: Kind }>) => void;
};

export const dispatch = <Message extends { readonly kind: string }>(
  handlers: Handlers<Message>,
  message: Message,
): void => {
  const handle = handlers[message.kind as Message['kind']] as (message: Message) => void;
  handle(message);
};
