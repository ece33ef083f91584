import type { Log } from '../../base/log.ts';
import type { PhoneMedia } from '../../media/phone/phone-media.ts';
import { isSipUri } from '../../protocols/sip/parse-uri.ts';
import { headerWords } from '../../protocols/sip/sip-headers.ts';
import type { DialogId, SipRequest } from '../../protocols/sip/types.ts';
import { ALLOW, type CallDialog } from './call-dialog.ts';
import { judgeSession } from './call-session.ts';
import { type CallSound, openCallSound } from './call-sound.ts';
import type { Flow } from './flow.ts';
import { createLegEars, type LegEars } from './leg-ears.ts';
import { createLiveCall, type LiveCall, type LiveCallSettings } from './live-call.ts';
import { readCaller, readLanguage } from './read-caller.ts';
import type { CallHearer, SipCall } from './sip-calls.ts';
import type { SipTime } from './sip-time.ts';
import type { ServerExchange } from './transactions.ts';

/** What a message within a dialog is handed to. */
export interface InDialog {
  request(request: SipRequest, flow: Flow, begin: () => ServerExchange | undefined): void;
  ack(request: SipRequest): void;
  /** The server stops: BYE, or a refusal, at once. */
  close(): Promise<void>;
}

export interface CallGround {
  readonly media: PhoneMedia;
  readonly time: SipTime;
  readonly log: Log;
  readonly callMs: number;
  readonly requestRate: LiveCallSettings['requestRate'];
  readonly dialogs: Map<DialogId, InDialog>;
}

interface IncomingCallSettings {
  readonly id: string;
  readonly exchange: ServerExchange;
  readonly dialog: CallDialog;
  /** Ours, as they reach it: for sound. */
  readonly address: string;
  readonly viaTrunk: boolean;
  /** They have acknowledged an answer: the place they come from is no forged one. */
  readonly proved: () => void;
  readonly over: () => void;
}

/** An INVITE that may be answered: the call as those above see it, and as its dialog sees it. */
export const createIncomingCall = (
  { media, time, log, callMs, requestRate, dialogs }: CallGround,
  { id, exchange, dialog, address, viaTrunk, proved, over }: IncomingCallSettings,
): SipCall => {
  const { request: invite, flow } = exchange;
  const secure = flow.transport === 'tls';
  const isLate = invite.body.length === 0;
  let state: 'ringing' | 'answering' | 'answered' | 'over' = 'ringing';
  let sound: CallSound | undefined;
  let live: LiveCall | undefined;
  let settleAnswer = (_agreed: boolean): void => {};

  const finish = (): void => {
    if (state === 'over') return;
    state = 'over';
    sound?.close();
    dialogs.delete(dialog.id);
    dialog.close();
    over();
    settleAnswer(false);
  };

  const refuse = (status: number): void => {
    if (!exchange.isOpen()) return;
    exchange.respond(dialog.responseTo(invite, status));
    finish();
  };

  const accept = (hear: CallHearer, opened: CallSound, ears: LegEars): void => {
    const answered = isLate ? undefined : opened.answer(invite.body);
    if (answered?.ok === false) {
      refuse(488);
      hear.ended('failed');
      return;
    }
    const timer = judgeSession(invite);
    if (timer.kind === 'too-small') {
      refuse(422);
      hear.ended('failed');
      return;
    }
    const call = createLiveCall({
      dialog,
      sound: opened,
      ears,
      hear,
      time,
      callMs,
      requestRate,
      theirAllow: headerWords(invite.headers, 'allow'),
      acknowledged() {
        proved();
        call.confirm(timer.interval);
        settleAnswer(true);
      },
      over: finish,
    });
    live = call;
    state = 'answered';
    const response = dialog.responseTo(invite, 200, {
      headers: [['Allow', ALLOW], ['Supported', 'timer'], ...timer.headers],
      body: answered === undefined ? opened.offer() : answered.body,
    });
    exchange.respond(response);
    call.accepted(response, isLate);
  };

  const answer = async (hear: CallHearer): Promise<boolean> => {
    if (state !== 'ringing') {
      if (state === 'over') hear.ended('bye');
      return false;
    }
    state = 'answering';
    const ears = createLegEars();
    let opened: CallSound;
    try {
      opened = await openCallSound({ media, address, secure, hear: ears });
    } catch (error) {
      log.warn({ err: error, call: id }, 'a call could not be given any sound');
      // No port is free: they may try again later.
      refuse(503);
      hear.ended('failed');
      return false;
    }
    sound = opened;
    // `state` may have changed while the ports were opened.
    if (isOverNow()) {
      opened.close();
      hear.ended('bye');
      return false;
    }
    return new Promise((resolve) => {
      settleAnswer = resolve;
      accept(hear, opened, ears);
    });
  };
  const isOverNow = (): boolean => state === 'over';

  const takeEarly = (request: SipRequest, begin: () => ServerExchange | undefined): void => {
    const own = begin();
    if (own === undefined) return;
    if (request.method === 'BYE') {
      own.respond(dialog.responseTo(request, 200));
      refuse(487);
    } else if (request.method === 'OPTIONS') own.respond(dialog.responseTo(request, 200));
    else own.respond(dialog.responseTo(request, 500, { headers: [['Retry-After', '1']] }));
  };

  const hangUp = (): Promise<void> => {
    if (live !== undefined) return live.hangUp();
    refuse(480);
    return Promise.resolve();
  };
  const leave = (): Promise<void> => {
    if (live !== undefined) return live.leave();
    refuse(503);
    return Promise.resolve();
  };

  exchange.onCancel(() => refuse(487));
  dialogs.set(dialog.id, {
    request: (request, from, begin) =>
      live === undefined ? takeEarly(request, begin) : live.request(request, from, begin),
    ack: (request) => live?.ack(request),
    close: leave,
  });

  return {
    id,
    direction: 'in',
    dialled: isSipUri(invite.uri) ? (invite.uri.user ?? '') : '',
    caller: readCaller(invite, viaTrunk),
    remote: { ...flow.remote, transport: flow.transport },
    viaTrunk,
    language: readLanguage(invite),
    media: () => sound?.leg,
    ring() {
      if (state === 'ringing') exchange.respond(dialog.responseTo(invite, 180));
    },
    answer,
    refuse,
    hangUp,
  };
};
