import { dialogOfClient } from '../../protocols/sip/dialog.ts';
import { agreedSessionTimer } from '../../protocols/sip/negotiate-session-timer.ts';
import { headerWords } from '../../protocols/sip/sip-headers.ts';
import type { SipResponse } from '../../protocols/sip/types.ts';
import { createCallDialog, type OwnPlace } from './call-dialog.ts';
import type { CallSound } from './call-sound.ts';
import type { Flow } from './flow.ts';
import type { CallGround } from './incoming-call.ts';
import type { LegEars } from './leg-ears.ts';
import { createLiveCall } from './live-call.ts';
import type { CallHearer, SipCall } from './sip-calls.ts';
import type { Transactions } from './transactions.ts';

/** What a 2xx to an INVITE of ours begins. */
export interface OutgoingParts {
  readonly response: SipResponse;
  readonly flow: Flow;
  readonly own: OwnPlace;
  readonly transactions: Transactions;
}

const dialogOf = ({ response, flow, own, transactions }: OutgoingParts) => {
  const begun = dialogOfClient(response);
  return begun.ok ? createCallDialog({ begun: begun.value, flow, own, transactions }) : undefined;
};

/** RFC 3261 13.2.2.4: the answer is acknowledged each time that it comes. */
export const acknowledge = (parts: OutgoingParts): void => {
  const dialog = dialogOf(parts);
  dialog?.acknowledge(parts.response.cseq.number);
  dialog?.close();
};

/** A second phone that has answered as well, or one that answered too late: ACK and BYE. */
export const dismiss = (parts: OutgoingParts): void => {
  const dialog = dialogOf(parts);
  if (dialog === undefined) return;
  dialog.acknowledge(parts.response.cseq.number);
  dialog.ask('BYE', {}, { response() {}, ended: dialog.close });
};

/** A call of ours that was answered; undefined when their answer cannot be agreed with, and then it is dismissed. */
export const createOutgoingCall = (
  { time, callMs, requestRate, dialogs }: CallGround,
  {
    id,
    number,
    parts,
    sound,
    ears,
    hear,
    over,
  }: {
    readonly id: string;
    readonly number: string;
    readonly parts: OutgoingParts;
    readonly sound: CallSound;
    readonly ears: LegEars;
    readonly hear: CallHearer;
    readonly over: () => void;
  },
): SipCall | undefined => {
  const { response, flow } = parts;
  const dialog = dialogOf(parts);
  if (dialog === undefined) return undefined;
  if (!sound.takeAnswer(response.body)) {
    dialog.close();
    dismiss(parts);
    return undefined;
  }
  const live = createLiveCall({
    dialog,
    sound,
    ears,
    hear,
    time,
    callMs,
    requestRate,
    theirAllow: headerWords(response.headers, 'allow'),
    acknowledged() {},
    over() {
      dialogs.delete(dialog.id);
      dialog.close();
      over();
    },
  });
  dialogs.set(dialog.id, { request: live.request, ack: live.ack, close: live.leave });
  dialog.acknowledge(response.cseq.number);
  live.confirm(agreedSessionTimer(response.headers));
  return {
    id,
    direction: 'out',
    dialled: number,
    caller: { user: number, host: '', displayName: '', number },
    remote: { ...flow.remote, transport: flow.transport },
    viaTrunk: true,
    language: undefined,
    media: () => sound.leg,
    ring() {},
    answer: () => Promise.resolve(true),
    refuse() {},
    hangUp: () => live.hangUp(),
  };
};
