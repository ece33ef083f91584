import { randomBytes } from 'node:crypto';
import type { RequestVia } from '../../protocols/sip/build-request.ts';
import { ackInDialog, type Dialog, refreshTarget, requestInDialog, takeRequest } from '../../protocols/sip/dialog.ts';
import { type ResponseParts, respond } from '../../protocols/sip/respond.ts';
import type { CallId, DialogId, OutgoingResponse, SipMessage, SipRequest, SipTag } from '../../protocols/sip/types.ts';
import { type Flow, inBrackets } from './flow.ts';
import type { SipTransport } from './sip-calls.ts';
import { type ClientHearer, sendMessage, type Transactions } from './transactions.ts';

/** 64 random bits: who does not see our messages cannot answer for somebody else. */
export const newBranch = (): string => randomBytes(8).toString('hex');
export const newTag = (): SipTag => randomBytes(8).toString('hex') as SipTag;
export const newCallId = (): CallId => randomBytes(16).toString('hex') as CallId;

/** What we can do; goes with what begins a dialog. */
export const ALLOW = 'INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE';

/** Where the other side of a flow reaches us: address and the port of the transport in use. With another port its ACK goes nowhere. */
export interface OwnPlace {
  readonly transport: SipTransport;
  readonly address: string;
  readonly port: number;
}

export const contactOf = ({ transport, address, port }: OwnPlace, secure = false): string => {
  const place = `webmeeting@${inBrackets(address)}:${port}`;
  if (secure) return `<sips:${place}>`;
  return transport === 'udp' ? `<sip:${place}>` : `<sip:${place};transport=${transport}>`;
};

export const viaOf = ({ transport, address, port }: OwnPlace): RequestVia => ({
  transport: transport.toUpperCase() as RequestVia['transport'],
  host: address,
  port,
  branch: newBranch(),
});

interface Content {
  readonly headers?: Iterable<readonly [string, string]>;
  readonly body?: { readonly type: string; readonly content: Uint8Array };
}

/** A dialog (RFC 3261 12) together with the flow that its messages go over. */
export interface CallDialog {
  readonly id: DialogId;
  readonly contact: string;
  flow(): Flow;
  /** Whether a request within the dialog comes in the order that it must. */
  takes(request: SipRequest): boolean;
  /** Their Contact may be new; the flow is the one that they use now. */
  refresh(message: SipMessage): void;
  follow(flow: Flow): void;
  ask(method: string, content: Content, hear: ClientHearer): number;
  acknowledge(cseq: number, content?: Content): void;
  /** An answer of ours within the dialog. */
  responseTo(request: SipRequest, status: number, parts?: ResponseParts): OutgoingResponse;
  /** The flow is not needed for it any more. */
  close(): void;
}

export const createCallDialog = ({
  begun,
  flow: firstFlow,
  own,
  secure = false,
  transactions,
}: {
  readonly begun: Dialog;
  readonly flow: Flow;
  readonly own: OwnPlace;
  /** Addressed by sips: */
  readonly secure?: boolean;
  readonly transactions: Transactions;
}): CallDialog => {
  let dialog = begun;
  let flow = firstFlow;
  const contact = contactOf(own, secure);
  flow.hold();
  return {
    id: begun.id,
    contact,
    flow: () => flow,
    takes(request) {
      const step = takeRequest(dialog, request);
      if (step.kind === 'taken') dialog = step.dialog;
      return step.kind === 'taken';
    },
    refresh(message) {
      dialog = refreshTarget(dialog, message);
    },
    follow(next) {
      if (next === flow) return;
      flow.letGo();
      flow = next;
      flow.hold();
    },
    ask(method, { headers = [], body }, hear) {
      const step = requestInDialog(dialog, {
        method,
        via: viaOf(own),
        contact,
        headers: [...headers, ['Allow', ALLOW]],
        ...(body === undefined ? {} : { body }),
      });
      dialog = step.dialog;
      transactions.ask(step.request, flow, hear);
      return dialog.localSeq;
    },
    acknowledge(cseq, { headers = [], body } = {}) {
      sendMessage(
        flow,
        ackInDialog(dialog, cseq, { via: viaOf(own), contact, headers, ...(body === undefined ? {} : { body }) }),
      );
    },
    responseTo: (request, status, { headers = [], ...parts } = {}) =>
      respond(request, status, { toTag: begun.localTag, ...parts, headers: [['Contact', contact], ...headers] }),
    close: () => flow.letGo(),
  };
};
