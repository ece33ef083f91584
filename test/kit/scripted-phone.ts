import { randomBytes, randomUUID } from 'node:crypto';
import { CODEC_LINES, openPhoneSound, type PhoneSound, type PhoneSoundCodec } from './phone-sound.ts';
import { openWire, type PhoneWire, type WireTransport } from './phone-wire.ts';
import { headerOf, headersOf, parameterOf, readSipText, type SipText, uriOf, writeSipText } from './sip-text.ts';

export interface PhoneSettings {
  readonly server: { readonly host: string; readonly port: number };
  readonly transport?: WireTransport;
  /** Where the phone is itself: another caller's place is 127.0.0.2. */
  readonly address?: string;
  readonly user?: string;
  readonly displayName?: string;
  /** Of Accept-Language. */
  readonly language?: string;
  readonly codec?: PhoneSoundCodec;
  /** Whether RFC 4733 is offered; true unless said. */
  readonly events?: boolean;
  /** Host of the addresses that are called; `server.host` unless said. */
  readonly domain?: string;
}

export interface CallSettings {
  /** `late`: the INVITE has no SDP, ours goes with the ACK. */
  readonly offer?: 'early' | 'late';
  readonly headers?: ReadonlyArray<readonly [string, string]>;
  /** Changes the SDP before it is sent. */
  readonly sdp?: (text: string) => string;
  /** No ACK is sent for the 200. */
  readonly withoutAck?: boolean;
}

/** An INVITE that is on its way. */
export interface PhoneInvitation {
  /** What came back so far, retransmissions too. */
  readonly responses: readonly SipText[];
  /** The last word, whatever it is; undefined when nothing came for 40 seconds. */
  readonly final: Promise<SipText>;
  /** The call, or a rejection that says what came instead. */
  readonly answered: Promise<PhoneCall>;
  /** Sends CANCEL; resolves with its answer. */
  cancel(): Promise<SipText>;
}

export type DigitsBy = 'rfc4733' | 'info-relay' | 'info' | 'band';

/** A call that was answered. */
export interface PhoneCall {
  readonly callId: string;
  readonly answer: SipText;
  /** Contact of the server. */
  readonly target: string;
  readonly sound: PhoneSound;
  press(digits: string, by?: DigitsBy): Promise<void>;
  /** Resolves once a tone of at least `level` is in what was heard last. */
  hears(hz: number, timeoutMs?: number, level?: number): Promise<void>;
  /** Resolves once anything but silence is heard. */
  hearsSound(timeoutMs?: number): Promise<void>;
  /** A request within the call; resolves with the final answer. */
  request(method: string, headers?: ReadonlyArray<readonly [string, string]>, body?: string): Promise<SipText>;
  /** A new offer within the call: INVITE, ACK. `direction` is sendrecv unless said. */
  reinvite(change?: { readonly direction?: string; readonly codec?: PhoneSoundCodec }): Promise<SipText>;
  bye(): Promise<SipText>;
  /** What the server asked within the call, and we answered 200. */
  readonly requests: readonly SipText[];
  /** Their BYE. */
  readonly ended: Promise<void>;
  readonly isOver: () => boolean;
}

export interface ScriptedPhone {
  readonly wire: PhoneWire;
  readonly uri: string;
  /** Everything that came, in order. */
  readonly messages: readonly SipText[];
  /** Calls `conference`, or a whole URI. */
  invite(to: string, settings?: CallSettings): Promise<PhoneInvitation>;
  /** As `invite`, until it is answered. */
  call(to: string, settings?: CallSettings): Promise<PhoneCall>;
  /** A request outside of a call. Rejects when nothing final came within `timeoutMs`. */
  request(
    method: string,
    to: string,
    settings?: {
      readonly headers?: ReadonlyArray<readonly [string, string]>;
      readonly body?: string;
      readonly timeoutMs?: number;
    },
  ): Promise<SipText>;
  sendRaw(text: string | Uint8Array): void;
  /** While on, what the server asks is noted and not answered; answered when off again. */
  holdAnswers(on: boolean): void;
  /** Answers nothing and sends nothing any more, but keeps its sockets: a phone whose battery is gone. */
  die(): void;
  close(): Promise<void>;
}

const TIMER_MS = [500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000];
const PRESS_APART_MS = 160;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves once `holds`; rejects with `what` after `timeoutMs`. */
export const until = async (what: string, holds: () => boolean, timeoutMs = 5_000): Promise<void> => {
  const endMs = performance.now() + timeoutMs;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await sleep(10);
  }
};

const newBranch = (): string => `z9hG4bK${randomBytes(8).toString('hex')}`;
const newTag = (): string => randomBytes(6).toString('hex');
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** What a phone offers, or answers: one codec, digits by RFC 4733. */
export const writePhoneSdp = (
  address: string,
  port: number,
  codec: PhoneSoundCodec,
  { events = true, direction = 'sendrecv', version = 1 } = {},
): string => {
  const { payloadType, map, clockRateHz } = CODEC_LINES[codec];
  const family = address.includes(':') ? 'IP6' : 'IP4';
  return [
    'v=0',
    `o=phone 4711 ${version} IN ${family} ${address}`,
    's=-',
    `c=IN ${family} ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP ${payloadType}${events ? ' 101' : ''}`,
    `a=rtpmap:${payloadType} ${map}`,
    ...(events ? [`a=rtpmap:101 telephone-event/${clockRateHz}`, 'a=fmtp:101 0-16'] : []),
    'a=ptime:20',
    `a=${direction}`,
    '',
  ].join('\r\n');
};

/** Where the other side's SDP says that it listens, and what it agreed on. */
export const readPhoneSdp = (
  body: string,
): {
  readonly address: string;
  readonly port: number;
  readonly payloadTypes: readonly number[];
  readonly eventType: number | undefined;
  readonly codec: PhoneSoundCodec | undefined;
} => {
  const media = /^m=audio (\d+) \S+ (.*)$/m.exec(body);
  const payloadTypes = (media?.[2] ?? '').trim().split(' ').map(Number);
  const eventType = /^a=rtpmap:(\d+) telephone-event\//im.exec(body)?.[1];
  const dynamic = /^a=rtpmap:(\d+) opus\//im.exec(body)?.[1];
  const first = payloadTypes[0];
  const codecs: Readonly<Record<number, PhoneSoundCodec>> = { 0: 'PCMU', 8: 'PCMA' };
  return {
    address: /^c=IN IP[46] (\S+)/m.exec(body)?.[1] ?? '',
    port: Number(media?.[1] ?? 0),
    payloadTypes,
    eventType: eventType === undefined ? undefined : Number(eventType),
    codec: dynamic !== undefined && Number(dynamic) === first ? 'opus' : codecs[first ?? -1],
  };
};

type Headers = ReadonlyArray<readonly [string, string]>;

/** What a test gives stands in the place of what the phone would say. */
const withOwn = (own: Headers, given: Headers): Headers => {
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  return [...own.filter(([name]) => !names.has(name.toLowerCase())), ...given];
};

/** A SIP phone for tests: one line of its own to the server, as many calls as wanted, real RTP. */
export const openScriptedPhone = async (settings: PhoneSettings): Promise<ScriptedPhone> => {
  const { server, transport = 'udp', address = server.host, user = 'phone', codec = 'PCMA', events = true } = settings;
  const domain = settings.domain ?? server.host;
  const messages: SipText[] = [];
  const pending = new Map<string, (response: SipText) => void>();
  /** Of each call: its own answer to an offer of the server. */
  const calls = new Map<string, { take(request: SipText): void; sdp(): string }>();
  let held: SipText[] | undefined;
  const answers = new Map<string, string>();
  const sounds = new Set<PhoneSound>();
  let alive = true;

  const send = (text: string | Uint8Array): void => {
    if (alive) wire.send(text);
  };

  const answerRequest = (request: SipText): void => {
    const branch = `${parameterOf(headerOf(request, 'via'), 'branch')} ${request.method}`;
    const before = answers.get(branch);
    if (before !== undefined) {
      send(before);
      return;
    }
    if (request.method === 'ACK') return;
    const call = calls.get(headerOf(request, 'call-id'));
    if (held !== undefined) {
      held.push(request);
      return;
    }
    const body = request.method === 'INVITE' && call !== undefined ? call.sdp() : '';
    const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
      headersOf(request, name.toLowerCase()).map((value) => [name, value] as const),
    );
    const text = writeSipText(
      call === undefined ? 'SIP/2.0 481 No such call' : 'SIP/2.0 200 OK',
      [...copied, ['Contact', contact], ...(body === '' ? [] : [['Content-Type', 'application/sdp'] as const])],
      body,
    );
    answers.set(branch, text);
    send(text);
    call?.take(request);
  };

  const wire = await openWire({
    server,
    transport,
    address,
    take(text) {
      if (!alive) return;
      const message = readSipText(text);
      messages.push(message);
      if (message.status === 0) answerRequest(message);
      else {
        const key = `${parameterOf(headerOf(message, 'via'), 'branch')} ${headerOf(message, 'cseq').split(' ')[1]}`;
        pending.get(key)?.(message);
      }
    },
  });
  const hostport = `${bracketed(wire.address)}:${wire.port}`;
  const contact = `<sip:${user}@${hostport}${transport === 'udp' ? '' : `;transport=${transport}`}>`;
  const from = `${settings.displayName === undefined ? '' : `"${settings.displayName}" `}<sip:${user}@${domain}>`;
  const viaOf = (branch: string): string => `SIP/2.0/${transport.toUpperCase()} ${hostport};rport;branch=${branch}`;
  const toUri = (to: string): string => (to.includes(':') ? to : `sip:${to}@${bracketed(domain)}`);

  /** Sends again as UDP asks for, until a response comes; hands every response to `take`. */
  const transact = (branch: string, method: string, text: string, take: (response: SipText) => void): (() => void) => {
    const key = `${branch} ${method}`;
    let timer: NodeJS.Timeout | undefined;
    let tries = 0;
    const again = (): void => {
      send(text);
      const waitMs = TIMER_MS[tries];
      tries += 1;
      if (transport === 'udp' && waitMs !== undefined) timer = setTimeout(again, waitMs);
    };
    pending.set(key, (response) => {
      clearTimeout(timer);
      take(response);
    });
    again();
    return () => {
      clearTimeout(timer);
      pending.delete(key);
    };
  };

  const ask = (method: string, text: string, branch: string, timeoutMs = 10_000): Promise<SipText> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`no answer to ${method} within ${timeoutMs} ms`));
      }, timeoutMs);
      const stop = transact(branch, method, text, (response) => {
        if (response.status < 200) return;
        clearTimeout(timer);
        stop();
        resolve(response);
      });
    });

  const openCall = (
    invite: { readonly callId: string; readonly fromValue: string; readonly sound: PhoneSound },
    answer: SipText,
  ): PhoneCall => {
    const { callId, fromValue, sound } = invite;
    const target = uriOf(headerOf(answer, 'contact'));
    const toValue = headerOf(answer, 'to');
    const requests: SipText[] = [];
    let over = false;
    let cseq = 1;
    let version = 1;
    let spoken = codec;
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const headersFor = (method: string, branch: string, number: number): Array<readonly [string, string]> => [
      ['Via', viaOf(branch)],
      ['Max-Forwards', '70'],
      ['From', fromValue],
      ['To', toValue],
      ['Call-ID', callId],
      ['CSeq', `${number} ${method}`],
      ['Contact', contact],
    ];
    calls.set(callId, {
      sdp: () => writePhoneSdp(wire.address, sound.port, spoken, { events, version }),
      take(request) {
        requests.push(request);
        if (request.method !== 'BYE') return;
        over = true;
        calls.delete(callId);
        sound.setSending(false);
        end();
      },
    });
    const request: PhoneCall['request'] = (method, headers = [], body = '') => {
      const branch = newBranch();
      cseq += 1;
      return ask(
        method,
        writeSipText(`${method} ${target} SIP/2.0`, [...headersFor(method, branch, cseq), ...headers], body),
        branch,
      );
    };
    return {
      callId,
      answer,
      target,
      sound,
      requests,
      ended,
      isOver: () => over,
      request,
      async press(digits, by = 'rfc4733') {
        for (const digit of digits) {
          if (by === 'rfc4733') sound.pressByEvent(digit);
          else if (by === 'band') sound.pressInBand(digit);
          else if (by === 'info-relay')
            await request('INFO', [['Content-Type', 'application/dtmf-relay']], `Signal=${digit}\r\nDuration=160\r\n`);
          else await request('INFO', [['Content-Type', 'application/dtmf']], digit);
          await sleep(by === 'band' ? 220 : PRESS_APART_MS);
        }
      },
      async hears(hz, timeoutMs = 5_000, level = 0.05) {
        const { toneLevel } = await import('./phone-sound.ts');
        await until(`a tone of ${hz} Hz`, () => toneLevel(sound.heardLast(300), hz) >= level, timeoutMs);
      },
      async hearsSound(timeoutMs = 5_000) {
        await until('any sound', () => sound.heardLast(200).some((sample) => Math.abs(sample) > 300), timeoutMs);
      },
      async reinvite({ direction = 'sendrecv', codec: next = spoken } = {}) {
        version += 1;
        spoken = next;
        const sdp = writePhoneSdp(wire.address, sound.port, next, { events, direction, version });
        const response = await request('INVITE', [['Content-Type', 'application/sdp']], sdp);
        send(writeSipText(`ACK ${target} SIP/2.0`, headersFor('ACK', newBranch(), cseq)));
        const agreed = readPhoneSdp(response.body);
        if (response.status === 200 && agreed.codec !== undefined)
          sound.configure({
            codec: agreed.codec,
            payloadType: agreed.payloadTypes[0] ?? 0,
            ...(agreed.eventType === undefined ? {} : { eventType: agreed.eventType }),
            remote: agreed,
          });
        return response;
      },
      async bye() {
        over = true;
        sound.setSending(false);
        const response = await request('BYE');
        calls.delete(callId);
        return response;
      },
    };
  };

  const invite: ScriptedPhone['invite'] = async (to, { offer = 'early', headers = [], sdp, withoutAck } = {}) => {
    const sound = await openPhoneSound(wire.address);
    sounds.add(sound);
    const callId = randomUUID();
    const branch = newBranch();
    const fromValue = `${from};tag=${newTag()}`;
    const uri = toUri(to);
    const written = writePhoneSdp(wire.address, sound.port, codec, { events });
    const ownSdp = sdp === undefined ? written : sdp(written);
    const common: Array<readonly [string, string]> = [
      ['Max-Forwards', '70'],
      ['From', fromValue],
      ['Call-ID', callId],
    ];
    const own: Array<readonly [string, string]> = [
      ['Via', viaOf(branch)],
      ...common,
      ['To', `<${uri}>`],
      ['CSeq', '1 INVITE'],
      ['Contact', contact],
      ['Allow', 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE'],
      ['User-Agent', 'scripted phone'],
      ...(settings.language === undefined ? [] : [['Accept-Language', settings.language] as const]),
      ...(offer === 'early' ? [['Content-Type', 'application/sdp'] as const] : []),
    ];
    const text = writeSipText(`INVITE ${uri} SIP/2.0`, withOwn(own, headers), offer === 'early' ? ownSdp : '');
    const responses: SipText[] = [];
    let call: PhoneCall | undefined;

    const acknowledge = (response: SipText): void => {
      if (response.status >= 300) {
        send(
          writeSipText(`ACK ${uri} SIP/2.0`, [
            ['Via', viaOf(branch)],
            ...common,
            ['To', headerOf(response, 'to')],
            ['CSeq', '1 ACK'],
          ]),
        );
        return;
      }
      if (withoutAck === true) return;
      send(
        writeSipText(
          `ACK ${uriOf(headerOf(response, 'contact'))} SIP/2.0`,
          [
            ['Via', viaOf(newBranch())],
            ...common,
            ['To', headerOf(response, 'to')],
            ['CSeq', '1 ACK'],
            ...(offer === 'late' ? [['Content-Type', 'application/sdp'] as const] : []),
          ],
          offer === 'late' ? ownSdp : '',
        ),
      );
    };

    const take = (response: SipText, settle: (call: PhoneCall | undefined, final: SipText) => void): void => {
      responses.push(response);
      if (response.status < 200) return;
      if (response.status < 300 && call === undefined) {
        const agreed = readPhoneSdp(response.body);
        // Of a late offer the codec is ours to choose.
        const chosen = offer === 'late' ? codec : agreed.codec;
        if (chosen !== undefined)
          sound.configure({
            codec: chosen,
            payloadType: offer === 'late' ? CODEC_LINES[codec].payloadType : (agreed.payloadTypes[0] ?? 0),
            ...(agreed.eventType === undefined || !events
              ? {}
              : { eventType: offer === 'late' ? 101 : agreed.eventType }),
            remote: agreed,
          });
        call = openCall({ callId, fromValue, sound }, response);
      }
      acknowledge(response);
      settle(call, response);
    };

    let stop = (): void => {};
    const outcome = new Promise<{ call: PhoneCall | undefined; final: SipText }>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no final answer to INVITE ${uri}`)), 40_000);
      timer.unref();
      stop = transact(branch, 'INVITE', text, (response) =>
        take(response, (answered, final) => {
          clearTimeout(timer);
          resolve({ call: answered, final });
        }),
      );
      stops.add(() => {
        clearTimeout(timer);
        stop();
        reject(new Error('the phone was closed'));
      });
    });
    const final = outcome.then((settled) => settled.final);
    const answered = outcome.then(({ call: opened, final: last }) => {
      if (opened === undefined) throw new Error(`not answered: ${last.startLine}`);
      return opened;
    });
    // Who waits for one of them alone is not told of the other.
    final.catch(() => {});
    answered.catch(() => {});
    return {
      responses,
      final,
      answered,
      cancel() {
        const cancel = writeSipText(`CANCEL ${uri} SIP/2.0`, [
          ['Via', viaOf(branch)],
          ...common,
          ['To', `<${uri}>`],
          ['CSeq', '1 CANCEL'],
        ]);
        return ask('CANCEL', cancel, branch);
      },
    };
  };
  const stops = new Set<() => void>();

  return {
    wire,
    uri: `sip:${user}@${hostport}`,
    messages,
    invite,
    call: async (to, callSettings) => (await invite(to, callSettings)).answered,
    request(method, to, { headers = [], body = '', timeoutMs } = {}) {
      const branch = newBranch();
      const uri = toUri(to);
      const own: Array<readonly [string, string]> = [
        ['Via', viaOf(branch)],
        ['Max-Forwards', '70'],
        ['From', `${from};tag=${newTag()}`],
        ['To', `<${uri}>`],
        ['Call-ID', randomUUID()],
        ['CSeq', `1 ${method}`],
        ['Contact', contact],
      ];
      return ask(method, writeSipText(`${method} ${uri} SIP/2.0`, withOwn(own, headers), body), branch, timeoutMs);
    },
    sendRaw: send,
    holdAnswers(on) {
      const waiting = held ?? [];
      held = on ? waiting : undefined;
      if (!on) for (const request of waiting) answerRequest(request);
    },
    die() {
      alive = false;
      for (const sound of sounds) sound.setSending(false);
    },
    async close() {
      for (const stop of stops) stop();
      await Promise.all([wire.close(), ...[...sounds].map((sound) => sound.close())]);
    },
  };
};
