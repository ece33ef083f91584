import {
  beginClientTransaction,
  type ClientTransaction,
  type ClientTransactionInput,
  type ClientTransactionOutput,
  stepClientTransaction,
} from '../../protocols/sip/client-transaction.ts';
import { formatMessage } from '../../protocols/sip/format-message.ts';
import {
  beginServerTransaction,
  type ServerTransaction,
  type ServerTransactionInput,
  type ServerTransactionOutput,
  stepServerTransaction,
} from '../../protocols/sip/server-transaction.ts';
import {
  cancelledTransactionKey,
  clientTransactionKey,
  serverTransactionKey,
} from '../../protocols/sip/transaction-key.ts';
import type {
  OutgoingMessage,
  OutgoingRequest,
  OutgoingResponse,
  SipMessage,
  SipRequest,
  SipResponse,
  TransactionKey,
} from '../../protocols/sip/types.ts';
import { type Flow, isReliable } from './flow.ts';
import { countAnswer, createSipCounters, type SipCounters } from './sip-counters.ts';
import { createWake, type SipTime, type Wake } from './sip-time.ts';

/** A request that came, and the one place where its answers are given. */
export interface ServerExchange {
  readonly request: SipRequest;
  readonly flow: Flow;
  /** A final one, an INVITE's apart from 2xx, is sent again by itself as long as it takes. */
  respond(response: OutgoingResponse): void;
  /** Whether nothing final was said yet. */
  isOpen(): boolean;
  /** What a CANCEL does while nothing final was said. */
  onCancel(run: () => void): void;
}

export interface ClientHearer {
  response(response: SipResponse): void;
  ended(why: 'done' | 'timeout' | 'transport'): void;
}

export interface TransactionHearer {
  /** A request that is no retransmission. `begin` makes it a transaction; what is answered without is answered once. */
  request(request: SipRequest, flow: Flow, begin: () => ServerExchange | undefined): void;
  /** The ACK of a 2xx. */
  ack(request: SipRequest, flow: Flow): void;
}

export interface Transactions {
  receive(message: SipMessage, flow: Flow): void;
  /** Sends a request of ours; answers what gives it up. */
  ask(request: OutgoingRequest, flow: Flow, hear: ClientHearer): () => void;
  /** The exchange that a CANCEL means. */
  cancelledBy(cancel: SipRequest): CancelledExchange | undefined;
  flowClosed(flow: Flow): void;
  readonly size: () => number;
  stop(): void;
}

/** An exchange as a CANCEL finds it. */
export interface CancelledExchange extends ServerExchange {
  cancel(): void;
}

interface ServerEntry {
  readonly exchange: CancelledExchange;
  step(input: ServerTransactionInput): void;
  readonly wake: Wake;
}

interface ClientEntry {
  readonly flow: Flow;
  step(input: ClientTransactionInput): void;
  readonly wake: Wake;
}

export const sendMessage = (flow: Flow, message: OutgoingMessage): void => flow.send(formatMessage(message));

/** Runs the transactions of RFC 3261 17: hands what is new upwards, and lets nobody above know of retransmissions. */
export const createTransactions = ({
  time,
  most,
  hear,
  counters = createSipCounters(),
}: {
  readonly time: SipTime;
  /** Transactions at once, of either side. */
  readonly most: number;
  readonly hear: TransactionHearer;
  readonly counters?: SipCounters;
}): Transactions => {
  const servers = new Map<TransactionKey, ServerEntry>();
  const clients = new Map<TransactionKey, ClientEntry>();
  let stopped = false;

  const beginServer = (key: TransactionKey, request: SipRequest, flow: Flow): ServerExchange | undefined => {
    if (servers.size >= most || stopped) return undefined;
    let transaction: ServerTransaction = beginServerTransaction(request, isReliable(flow), time.nowMs());
    let final = false;
    let cancelled = (): void => {};
    const carryOut = (output: ServerTransactionOutput): void => {
      if (output.kind === 'send') sendMessage(flow, output.response);
      else if (output.kind === 'ack') hear.ack(output.request, flow);
      else servers.delete(key);
    };
    const step = (input: ServerTransactionInput): void => {
      const next = stepServerTransaction(transaction, input, time.nowMs());
      transaction = next.transaction;
      wake.at(stopped ? undefined : transaction.wakeAtMs);
      for (const output of next.outputs) carryOut(output);
    };
    const wake = createWake(time, () => step({ kind: 'wake' }));
    const exchange: CancelledExchange = {
      request,
      flow,
      respond(response) {
        if (final) return;
        final = response.status >= 200;
        if (final) countAnswer(counters, request.method, response.status);
        step({ kind: 'respond', response });
      },
      isOpen: () => !final,
      onCancel(run) {
        cancelled = run;
      },
      cancel: () => cancelled(),
    };
    servers.set(key, { exchange, step, wake });
    wake.at(transaction.wakeAtMs);
    return exchange;
  };

  const receiveRequest = (request: SipRequest, flow: Flow): void => {
    const key = serverTransactionKey(request);
    const known = servers.get(key);
    if (known !== undefined) known.step({ kind: 'request', request });
    else if (request.method === 'ACK') hear.ack(request, flow);
    else hear.request(request, flow, () => beginServer(key, request, flow));
  };

  const ask = (request: OutgoingRequest, flow: Flow, clientHear: ClientHearer): (() => void) => {
    if (stopped) return () => {};
    const key = clientTransactionKey(request);
    const carryOut = (output: ClientTransactionOutput): void => {
      if (output.kind === 'send') sendMessage(flow, output.request);
      else if (output.kind === 'response') clientHear.response(output.response);
      else {
        clients.delete(key);
        clientHear.ended(output.why);
      }
    };
    const begun = beginClientTransaction(request, isReliable(flow), time.nowMs());
    let transaction: ClientTransaction = begun.transaction;
    const step = (input: ClientTransactionInput): void => {
      const next = stepClientTransaction(transaction, input, time.nowMs());
      transaction = next.transaction;
      wake.at(stopped ? undefined : transaction.wakeAtMs);
      for (const output of next.outputs) carryOut(output);
    };
    const wake = createWake(time, () => step({ kind: 'wake' }));
    clients.set(key, { flow, step, wake });
    wake.at(transaction.wakeAtMs);
    for (const output of begun.outputs) carryOut(output);
    if (!flow.isOpen()) step({ kind: 'transport-failed' });
    return () => {
      if (clients.has(key)) step({ kind: 'transport-failed' });
    };
  };

  return {
    receive(message, flow) {
      if (stopped) return;
      if (message.kind === 'request') receiveRequest(message, flow);
      else clients.get(clientTransactionKey(message))?.step({ kind: 'response', response: message });
    },
    ask,
    cancelledBy: (cancel) => servers.get(cancelledTransactionKey(cancel))?.exchange,
    flowClosed(flow) {
      for (const entry of servers.values()) if (entry.exchange.flow === flow) entry.step({ kind: 'transport-failed' });
      for (const entry of clients.values()) if (entry.flow === flow) entry.step({ kind: 'transport-failed' });
    },
    size: () => servers.size + clients.size,
    stop() {
      stopped = true;
      for (const { wake } of [...servers.values(), ...clients.values()]) wake.at(undefined);
      servers.clear();
      clients.clear();
    },
  };
};
