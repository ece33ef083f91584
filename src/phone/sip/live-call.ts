import type { SessionInterval } from '../../protocols/sip/negotiate-session-timer.ts';
import { firstHeader, headerWords } from '../../protocols/sip/sip-headers.ts';
import type { OutgoingResponse, SipRequest, SipResponse } from '../../protocols/sip/types.ts';
import { createTokenBucket } from '../../room/token-bucket.ts';
import { createCallAcceptance } from './call-acceptance.ts';
import { ALLOW, type CallDialog } from './call-dialog.ts';
import { createDigitMerger, readInfo } from './call-digits.ts';
import { createCallLiveness } from './call-liveness.ts';
import { createCallSession } from './call-session.ts';
import { type CallSound, SDP_TYPE, type SdpBody } from './call-sound.ts';
import type { Flow } from './flow.ts';
import type { LegEars } from './leg-ears.ts';
import { SIGNALLING_MS } from './limits.ts';
import type { CallHearer } from './sip-calls.ts';
import { createWake, type SipTime } from './sip-time.ts';
import { type ServerExchange, sendMessage } from './transactions.ts';

export type HowEnded = Parameters<CallHearer['ended']>[0];

/** A call from its answer on: what goes on within its dialog until it ends. */
export interface LiveCall {
  /** A 2xx of ours that carries our SDP was sent: sent again until the ACK; `late`: their SDP comes with it. */
  accepted(response: OutgoingResponse, late: boolean): void;
  /** Both sides know that the call is on. `interval`: of the session timer. */
  confirm(interval: SessionInterval | undefined): void;
  request(request: SipRequest, flow: Flow, begin: () => ServerExchange | undefined): void;
  ack(request: SipRequest): void;
  /** BYE; resolves when it was answered or nobody answers. */
  hangUp(how?: HowEnded): Promise<void>;
  /** As `hangUp`, without waiting for the ACK of who has not acknowledged yet: the server stops. */
  leave(): Promise<void>;
}

export interface LiveCallSettings {
  readonly dialog: CallDialog;
  readonly sound: CallSound;
  readonly ears: LegEars;
  readonly hear: CallHearer;
  readonly time: SipTime;
  /** The longest that a call may last. */
  readonly callMs: number;
  readonly requestRate: { readonly burst: number; readonly perSecond: number };
  /** Methods that they say they know. */
  readonly theirAllow: readonly string[];
  /** The ACK of the first answer has come. */
  readonly acknowledged: () => void;
  /** Once, before `hear.ended`. */
  readonly over: () => void;
}

type HeaderPairs = ReadonlyArray<readonly [string, string]>;

interface Refused {
  readonly status: number;
  readonly headers?: HeaderPairs;
}

const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set(['timer']);

const hasSdp = (request: SipRequest): boolean =>
  (firstHeader(request.headers, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() === SDP_TYPE;

export const createLiveCall = (settings: LiveCallSettings): LiveCall => {
  const { dialog, sound, ears, hear, time, callMs, theirAllow, acknowledged, over } = settings;
  let isOver = false;
  let isConfirmed = false;
  let isLate = false;
  let wasHeld = false;
  /** An offer of ours is on its way. */
  let offering = false;
  let closing: { readonly how: HowEnded; readonly done: () => void } | undefined;
  const merge = createDigitMerger();
  const bucket = createTokenBucket(settings.requestRate);
  const lifeEnd = createWake(time, () => void hangUp('hung-up'));
  const acceptance = createCallAcceptance({
    time,
    send: (response) => sendMessage(dialog.flow(), response),
    unacknowledged: () => bye(closing?.how ?? 'failed', closing?.done ?? ((): void => {})),
  });
  const liveness = createCallLiveness({
    ...{ time, dialog },
    lost: () => end('lost'),
    broken: () => void hangUp('failed'),
  });
  const session = createCallSession({ time, refresh: () => refresh(), expired: () => void hangUp('lost') });

  const end = (how: HowEnded): void => {
    if (isOver) return;
    isOver = true;
    lifeEnd.at(undefined);
    acceptance.stop();
    liveness.stop();
    session.stop();
    sound.close();
    over();
    hear.ended(how);
  };

  const bye = (how: HowEnded, done: () => void): void => {
    end(how);
    const settle = (response: SipResponse): void => {
      if (response.status >= 200) done();
    };
    dialog.ask('BYE', {}, { response: settle, ended: done });
  };

  const hangUp = (how: HowEnded = 'hung-up', atOnce = false): Promise<void> =>
    new Promise((resolve) => {
      if (isOver || (closing !== undefined && !atOnce)) {
        resolve();
        return;
      }
      const stopWaiting = time.after(SIGNALLING_MS, resolve);
      const done = (): void => {
        stopWaiting();
        resolve();
      };
      // RFC 3261 15: who has not acknowledged does not know yet that there is a call to end.
      if (acceptance.isPending() && !isConfirmed && !atOnce) closing = { how, done };
      else bye(how, done);
    });

  const digit = (pressed: string, by: 'sound' | 'info'): void => {
    if (!isOver && merge(pressed, by, time.nowMs())) hear.digit(pressed);
  };

  const tellHold = (): void => {
    const held = sound.isHeld();
    if (held === wasHeld || isOver) return;
    wasHeld = held;
    hear.held(held);
  };

  /** The session goes on (RFC 4028 7.4): by UPDATE, or for phones that know none by the same offer once more. */
  const refresh = (): void => {
    const byUpdate = theirAllow.includes('update');
    let answered = false;
    offering = !byUpdate;
    const cseq = dialog.ask(
      byUpdate ? 'UPDATE' : 'INVITE',
      {
        headers: [['Supported', 'timer'], ...session.headers()],
        ...(byUpdate ? {} : { body: sound.offer() }),
      },
      {
        response(response) {
          if (response.status < 200) return;
          const accepted = response.status < 300;
          if (accepted && !byUpdate) dialog.acknowledge(cseq);
          if (answered) return;
          answered = true;
          offering = false;
          if (accepted) dialog.refresh(response);
          if (accepted && !byUpdate && !sound.takeAnswer(response.body)) void hangUp('failed');
          else if (!isOver) session.answered(response);
          tellHold();
        },
        ended() {
          offering = false;
          if (!answered && !isOver) session.answered(undefined);
        },
      },
    );
  };

  const answer = (
    { request, respond }: ServerExchange,
    status: number,
    headers: ReadonlyArray<readonly [string, string]> = [],
  ): void => respond(dialog.responseTo(request, status, { headers }));

  /** Why an offer cannot be dealt with now. RFC 3261 14.2, RFC 3311 5.2: one at a time. */
  const judgeMoment = (): Refused | undefined => {
    if (offering) return { status: 491 };
    return acceptance.isPending() || !isConfirmed ? { status: 500, headers: [['Retry-After', '1']] } : undefined;
  };

  /** Our side of an offer within the call: another codec, another place, hold (RFC 3264 8). */
  const agree = (request: SipRequest): Refused | { readonly body?: SdpBody } => {
    if (request.body.length === 0) return request.method === 'INVITE' ? { body: sound.offer() } : {};
    if (!hasSdp(request)) return { status: 415, headers: [['Accept', SDP_TYPE]] };
    const answered = sound.answer(request.body);
    if (answered.ok) return { body: answered.body };
    return { status: answered.code === 'malformed' ? 400 : 488 };
  };

  const accept = (exchange: ServerExchange, interval: SessionInterval, headers: HeaderPairs, body?: SdpBody): void => {
    const { request } = exchange;
    dialog.refresh(request);
    session.renewed(interval);
    const response = dialog.responseTo(request, 200, {
      ...(body === undefined ? {} : { body }),
      headers: [['Allow', ALLOW], ['Supported', 'timer'], ...headers],
    });
    exchange.respond(response);
    if (request.method === 'INVITE') live.accepted(response, request.body.length === 0);
    tellHold();
  };

  const takeOffer = (exchange: ServerExchange): void => {
    const timer = session.judge(exchange.request);
    const refused: Refused | undefined =
      judgeMoment() ?? (timer.kind === 'too-small' ? { status: 422, headers: timer.headers } : undefined);
    const agreed = refused ?? agree(exchange.request);
    if ('status' in agreed) answer(exchange, agreed.status, agreed.headers);
    else if (timer.kind === 'agreed') accept(exchange, timer.interval, timer.headers, agreed.body);
  };

  const takeInfo = (exchange: ServerExchange): void => {
    const info = readInfo(exchange.request);
    if (info.kind === 'digit') digit(info.digit, 'info');
    answer(exchange, { digit: 200, empty: 200, unreadable: 400, other: 415 }[info.kind]);
  };

  const takeBye = (exchange: ServerExchange): void => {
    answer(exchange, 200);
    end('bye');
  };

  const takers: ReadonlyMap<string, (exchange: ServerExchange) => void> = new Map([
    ['BYE', takeBye],
    ['INVITE', takeOffer],
    ['UPDATE', takeOffer],
    ['INFO', takeInfo],
    [
      'OPTIONS',
      (exchange) =>
        answer(exchange, 200, [
          ['Allow', ALLOW],
          ['Accept', SDP_TYPE],
        ]),
    ],
  ]);

  ears.listen({
    digit: (pressed) => digit(pressed, 'sound'),
    played: (playId) => hear.played(playId),
    voice: (frame) => hear.voice(frame),
    silentFor: liveness.silentFor,
  });
  lifeEnd.at(time.nowMs() + callMs);

  const live: LiveCall = {
    accepted(response, late) {
      isLate = late;
      acceptance.begin(response);
    },
    confirm(interval) {
      isConfirmed = true;
      sound.begin();
      if (interval !== undefined) session.begin(interval);
      tellHold();
    },
    request(request, flow, begin) {
      // Who hangs up is heard all the same.
      if (request.method !== 'BYE' && !bucket.take(time.nowMs())) return;
      const exchange = begin();
      if (exchange === undefined) return;
      // A phone behind address translation comes from another port, or by a new connection, after a while: never from another host.
      if (flow.remote.address === dialog.flow().remote.address) dialog.follow(flow);
      const unknown = headerWords(request.headers, 'require').filter((word) => !KNOWN_EXTENSIONS.has(word));
      const take = takers.get(request.method);
      if (!dialog.takes(request)) answer(exchange, 500, [['Retry-After', '1']]);
      else if (unknown.length > 0) answer(exchange, 420, [['Unsupported', unknown.join(', ')]]);
      else if (take === undefined) answer(exchange, 405, [['Allow', ALLOW]]);
      else take(exchange);
    },
    ack(request) {
      if (isOver || !acceptance.acknowledged()) return;
      if (isLate && !sound.takeAnswer(request.body)) {
        void hangUp('failed');
        return;
      }
      if (!isConfirmed) acknowledged();
      if (closing !== undefined) bye(closing.how, closing.done);
      else tellHold();
    },
    hangUp: (how) => hangUp(how),
    leave: () => hangUp('hung-up', true),
  };
  return live;
};
