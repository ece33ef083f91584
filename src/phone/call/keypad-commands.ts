import type { ParticipantId } from '../../base/ids.ts';
import { randomToken } from '../../base/ids.ts';
import type { CommandAnswer, RoomCommandBody, RoomCommandName } from '../../contract/room/room-messages.ts';
import type { Ask } from '../../room/apply.ts';
import type { LiveRoom } from '../../room/live-room.ts';
import type { Participant } from '../../room/participant.ts';
import { can } from '../../room/rights.ts';
import { isSpeakable } from './caller-name.ts';
import { countPrompt } from './room-count.ts';
import type { KeypadCommand } from './room-keypad.ts';
import type { Words } from './speaker.ts';

/** One participant's hand on the room: the same commands as everybody's, with the same rights. */
export interface OwnHand {
  readonly room: Pick<LiveRoom, 'state' | 'run'>;
  readonly id: ParticipantId;
}

const NAMES_MAX = 8;

const NOT_ALLOWED: readonly Words[] = [{ prompt: 'not-allowed' }];
const NOTHING: readonly Words[] = [];

const own = ({ room, id }: OwnHand): Participant | undefined => room.state().participants.get(id);

export const runCommand = <Name extends RoomCommandName>(
  { room, id }: OwnHand,
  name: Name,
  body: RoomCommandBody<Name>,
): Promise<CommandAnswer> => room.run({ kind: 'ask', actorId: id, name, body, newId: randomToken() } as Ask);

const saidIf = async (answer: Promise<CommandAnswer>, words: readonly Words[]): Promise<readonly Words[]> =>
  (await answer).ok ? words : NOT_ALLOWED;

const namesOf = (people: readonly Pick<Participant, 'name'>[]): Words[] =>
  people
    .filter(({ name }) => isSpeakable(name))
    .slice(0, NAMES_MAX)
    .map(({ name }) => ({ text: name }));

export const othersIn = ({ room, id }: OwnHand): Participant[] =>
  [...room.state().participants.values()].filter((participant) => participant.id !== id);

type Handler = (hand: OwnHand, actor: Participant) => Promise<readonly Words[]>;

const COMMANDS: Readonly<Record<KeypadCommand, Handler>> = {
  async mute(hand, { microphone }) {
    const isOn = microphone === 'on';
    const state = isOn ? 'muted' : 'on';
    return saidIf(runCommand(hand, 'microphone.set', { state }), [{ prompt: isOn ? 'muted' : 'unmuted' }]);
  },
  async hand(hand, { handMs }) {
    const raised = handMs === undefined;
    const prompt = raised ? 'hand-raised' : 'hand-lowered';
    return saidIf(runCommand(hand, 'hand.set', { raised }), [{ prompt }]);
  },
  async who(hand) {
    const others = othersIn(hand);
    if (others.length === 0) return [{ prompt: 'you-are-alone' }];
    return [{ prompt: countPrompt(others.length) }, ...namesOf(others)];
  },
  async help({ room }, actor) {
    const moderates = can(actor, 'lobby.admit', room.state());
    return [{ prompt: 'help' }, ...(moderates ? [{ prompt: 'help-moderator' } as const] : [])];
  },
  async admit(hand, actor) {
    if (!can(actor, 'lobby.admit', hand.room.state())) return NOT_ALLOWED;
    const waiters = [...hand.room.state().waiting.values()];
    // Who is not there any more is kept for a moment, and is not who waits next.
    const waiter = waiters.find(({ lostMs }) => lostMs === undefined) ?? waiters[0];
    if (waiter === undefined) return [{ prompt: 'nobody-waits' }];
    const answer = await runCommand(hand, 'lobby.admit', { ids: [waiter.id] });
    if (answer.ok) return [{ prompt: 'admitted' }, ...namesOf([waiter])];
    // They gave up, or somebody else was quicker.
    return answer.code === 'not-found' ? [{ prompt: 'nobody-waits' }] : NOT_ALLOWED;
  },
  'end-asked': async ({ room }, actor) =>
    can(actor, 'session.end', room.state()) ? [{ prompt: 'end-confirm' }] : NOT_ALLOWED,
  // The room's own end is said to everybody.
  end: async (hand) => saidIf(runCommand(hand, 'session.end', {}), NOTHING),
};

/** Does what was asked for by keys, and answers what is to be said of it. */
export const obeyKeypad = async (hand: OwnHand, command: KeypadCommand): Promise<readonly Words[]> => {
  const actor = own(hand);
  return actor === undefined ? NOTHING : COMMANDS[command](hand, actor);
};
