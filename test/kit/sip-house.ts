import { systemClock } from '../../src/base/clock.ts';
import type { Log } from '../../src/base/log.ts';
import { createSipServer, type SipServerSettings } from '../../src/phone/sip/create-sip-server.ts';
import type { CallHearer, SipCall, SipServer } from '../../src/phone/sip/sip-calls.ts';
import { toneSamples } from './phone-sound.ts';
import { createPlainPhoneMedia, type PlainPhoneMedia } from './plain-phone-media.ts';

/** What happened to one call that the house answered. */
export interface HouseCall {
  readonly call: SipCall;
  readonly digits: string[];
  readonly holds: boolean[];
  readonly ends: string[];
  agreed: boolean | undefined;
}

/** A SIP server whose callers are answered at once and hear a tone of 440 Hz; tests say what else is to be done with them. */
export interface SipHouse {
  readonly server: SipServer;
  readonly media: PlainPhoneMedia;
  readonly calls: HouseCall[];
  readonly logged: Array<{ readonly fields: object; readonly message: string }>;
  /** Host and port of a transport. */
  at(transport?: 'udp' | 'tcp' | 'tls'): { readonly host: string; readonly port: number };
  stop(): Promise<void>;
}

export const PROMPT_HZ = 440;

/** 16 kHz, as prompts are kept. */
const prompt = (): Int16Array => toneSamples(PROMPT_HZ / 2, 10_000);

export const startSipHouse = async (
  settings: Partial<SipServerSettings> & {
    readonly onCall?: (call: SipCall, hear: CallHearer, own: HouseCall) => void;
    readonly media?: PlainPhoneMedia;
  } = {},
): Promise<SipHouse> => {
  const media = settings.media ?? createPlainPhoneMedia();
  const logged: SipHouse['logged'] = [];
  const write = (fields: object, message: string): void => void logged.push({ fields, message });
  const log: Log = { debug: () => {}, info: write, warn: write, error: write };
  const calls: HouseCall[] = [];
  const server = createSipServer({
    listen: { host: '127.0.0.1', port: 0 },
    domains: ['example.org'],
    publicUrlHost: 'meet.example.org',
    clock: systemClock,
    log,
    ...settings,
    media,
  });
  await server.start((call) => {
    const own: HouseCall = { call, digits: [], holds: [], ends: [], agreed: undefined };
    calls.push(own);
    const hear: CallHearer = {
      digit: (digit) => void own.digits.push(digit),
      played() {},
      voice() {},
      held: (on) => void own.holds.push(on),
      ended: (how) => void own.ends.push(how),
    };
    if (settings.onCall !== undefined) {
      settings.onCall(call, hear, own);
      return;
    }
    call.ring();
    void call.answer(hear).then((agreed) => {
      own.agreed = agreed;
      if (agreed) call.media()?.play([prompt()]);
    });
  });
  return {
    server,
    media,
    calls,
    logged,
    at(transport = 'udp') {
      const found = server.status().listening.find((one) => one.transport === transport);
      if (found === undefined) throw new Error(`nothing listens for ${transport}`);
      return { host: found.address, port: found.port };
    },
    stop: () => server.stop(),
  };
};
