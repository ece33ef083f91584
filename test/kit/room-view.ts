import type { RoomEventBody, RoomEventName } from '../../src/contract/room/room-messages.ts';
import type {
  ChatMessageBody,
  ParticipantBody,
  RemovedBody,
  RoomSettingsBody,
  ScreenBody,
  WaiterBody,
  Welcome,
} from '../../src/contract/room/room-state.ts';

/** What a client knows of its room, kept by the events of `docs/room-protocol.md` alone. */
export class RoomView {
  welcome: Welcome | undefined;
  readonly people = new Map<string, ParticipantBody>();
  /** By identifier, in the order of arrival: to all, and private ones from and to oneself. */
  readonly chat = new Map<string, ChatMessageBody>();
  readonly privateChat = new Map<string, ChatMessageBody>();
  readonly lobby = new Map<string, WaiterBody>();
  readonly qualities = new Map<string, string>();
  removed: readonly RemovedBody[] = [];
  settings: RoomSettingsBody | undefined;
  screen: ScreenBody | null = null;
  ended: string | undefined;
  /** The ticket for the lobby, after one was sent back. */
  waitTicket: string | undefined;
  /** Messages that came twice, or whose sequence is not one more than that of the last: what must not happen. */
  doubled = 0;
  outOfOrder = 0;
  private sequence: number | undefined;

  /** Oneself, as the others see one. */
  get me(): ParticipantBody {
    const found = this.people.get(this.welcome?.you.id ?? '');
    if (found === undefined) throw new Error('not in the room');
    return found;
  }

  /** The one person of that name. */
  person(name: string): ParticipantBody {
    const found = [...this.people.values()].filter((one) => one.name === name);
    if (found.length !== 1 || found[0] === undefined)
      throw new Error(`${found.length} people are called ${name}: ${this.names().join(', ')}`);
    return found[0];
  }

  names(): string[] {
    return [...this.people.values()].map(({ name }) => name).sort();
  }

  texts(): string[] {
    return [...this.chat.values()].sort((a, b) => a.sequence - b.sequence).map(({ text }) => text);
  }

  private readonly takers: { readonly [Name in RoomEventName]?: (body: RoomEventBody<Name>) => void } = {
    welcome: (welcome) => this.takeWelcome(welcome),
    'participant.joined': (one) => this.people.set(one.id, one),
    'participant.changed': (one) => this.people.set(one.id, one),
    'participant.left': ({ id }) => this.people.delete(id),
    'participant.quality': ({ id, quality }) => this.qualities.set(id, quality),
    'chat.message': (message) => this.takeMessage(message),
    'chat.deleted': ({ id, by }) => {
      for (const all of [this.chat, this.privateChat]) {
        const message = all.get(id);
        if (message) all.set(id, { ...message, text: '', deletedBy: by });
      }
    },
    'meeting.changed': (settings) => {
      this.settings = settings;
    },
    'lobby.waiting': (one) => this.lobby.set(one.id, one),
    'lobby.gone': ({ id }) => this.lobby.delete(id),
    'removed.changed': ({ removed }) => {
      this.removed = removed;
    },
    'screen.changed': ({ screen }) => {
      this.screen = screen;
    },
    'you.wait': ({ waitTicket }) => {
      this.waitTicket = waitTicket;
    },
    'session.ended': ({ reason }) => {
      this.ended = reason;
    },
  };

  take(name: string, body: unknown): void {
    const taker = this.takers[name as RoomEventName] as ((body: unknown) => void) | undefined;
    taker?.(body);
  }

  private takeWelcome(welcome: Welcome): void {
    this.welcome = welcome;
    this.people.clear();
    for (const one of welcome.participants) this.people.set(one.id, one);
    for (const message of welcome.chat) this.chat.set(message.id, message);
    for (const message of welcome.privateChat) this.privateChat.set(message.id, message);
    this.sequence = welcome.chat.at(-1)?.sequence ?? this.sequence;
    this.settings = welcome.settings;
    this.screen = welcome.screen;
    this.lobby.clear();
    for (const one of welcome.lobby ?? []) this.lobby.set(one.id, one);
    this.removed = welcome.removed ?? [];
  }

  private takeMessage(message: ChatMessageBody): void {
    const all = message.to === undefined ? this.chat : this.privateChat;
    if (all.has(message.id)) this.doubled += 1;
    else if (message.to === undefined) {
      if (this.sequence !== undefined && message.sequence !== this.sequence + 1) this.outOfOrder += 1;
      this.sequence = message.sequence;
    }
    all.set(message.id, message);
  }
}
