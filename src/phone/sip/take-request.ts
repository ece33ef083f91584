import { dialogIdOf, dialogOfServer } from '../../protocols/sip/dialog.ts';
import { isSipUri } from '../../protocols/sip/parse-uri.ts';
import { PROBLEM_STATUS } from '../../protocols/sip/problem-status.ts';
import { type ResponseParts, respond } from '../../protocols/sip/respond.ts';
import { firstHeader, headerWords } from '../../protocols/sip/sip-headers.ts';
import type { SipProblem, SipRequest } from '../../protocols/sip/types.ts';
import { withSource } from '../../protocols/sip/with-source.ts';
import type { CallCount, CountedCall } from './call-count.ts';
import { ALLOW, createCallDialog, newTag, type OwnPlace } from './call-dialog.ts';
import { judgeSession } from './call-session.ts';
import { judgeOffer, SDP_TYPE } from './call-sound.ts';
import { readDialled } from './dialled.ts';
import type { Doorkeeper, RefusedWhy } from './doorkeeper.ts';
import type { Flow } from './flow.ts';
import { placeOf } from './guard.ts';
import { type CallGround, createIncomingCall } from './incoming-call.ts';
import { readCaller } from './read-caller.ts';
import type { SipCall } from './sip-calls.ts';
import { countAnswer, type SipCounters } from './sip-counters.ts';
import { type ServerExchange, sendMessage, type Transactions } from './transactions.ts';

type Begin = () => ServerExchange | undefined;

interface Refusal {
  readonly status: number;
  readonly why: RefusedWhy;
  readonly parts?: ResponseParts;
}

export interface RequestGround extends CallGround {
  readonly transactions: () => Transactions;
  readonly doorkeeper: Doorkeeper;
  readonly count: CallCount;
  readonly isTrunk: (flow: Flow) => boolean;
  readonly isOurHost: (host: string) => boolean;
  /** The user part of the conference service. */
  readonly sipUser?: () => string;
  /** For how long nobody new is taken, in milliseconds; undefined: come in. */
  readonly turnsAway?: () => number | undefined;
  readonly ownPlace: (flow: Flow) => Promise<OwnPlace>;
  readonly onCall: (call: SipCall) => void;
  readonly newId: () => string;
  readonly counters: SipCounters;
}

/** What a request outside of any call is handed to, and messages that could not be read. */
export interface RequestTaker {
  request(request: SipRequest, flow: Flow, begin: Begin): void;
  ack(request: SipRequest): void;
  unreadable(problem: SipProblem, flow: Flow): void;
}

/** Methods that exist and are nobody's here: nothing can be registered, transferred or subscribed to. */
const NOT_HERE: ReadonlySet<string> = new Set([
  'REGISTER',
  'REFER',
  'SUBSCRIBE',
  'NOTIFY',
  'MESSAGE',
  'PUBLISH',
  'INFO',
  'UPDATE',
  'BYE',
  'PRACK',
]);
const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set(['timer']);

const refuseMethod = (method: string): Refusal => {
  const parts: ResponseParts = { headers: [['Allow', ALLOW]] };
  if (method === 'REGISTER') return { status: 405, why: 'register', parts };
  return NOT_HERE.has(method)
    ? { status: 405, why: 'unknown-method', parts }
    : { status: 501, why: 'unknown-method', parts };
};

/** RFC 3261 8.2.2.3 and 8.2.3. */
const judgeExtensions = (request: SipRequest): Refusal | undefined => {
  const unknown = headerWords(request.headers, 'require').filter((word) => !KNOWN_EXTENSIONS.has(word));
  if (unknown.length > 0)
    return { status: 420, why: 'not-understood', parts: { headers: [['Unsupported', unknown.join(', ')]] } };
  if (request.body.length === 0 || request.method !== 'INVITE') return undefined;
  const type = (firstHeader(request.headers, 'content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  const encoding = firstHeader(request.headers, 'content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity')
    return { status: 415, why: 'not-understood', parts: { headers: [['Accept-Encoding', 'identity']] } };
  if (type !== SDP_TYPE) return { status: 415, why: 'not-understood', parts: { headers: [['Accept', SDP_TYPE]] } };
  return undefined;
};

const mergeKeyOf = (request: SipRequest): string => `${request.callId} ${request.fromTag} ${request.cseq.number}`;

export const createRequestTaker = (ground: RequestGround): RequestTaker => {
  const { doorkeeper, dialogs, count } = ground;
  /** INVITEs that are being answered, by what stays the same when one comes on two ways (RFC 3261 8.2.2.2). */
  const invites = new Set<string>();

  /** Once, without a transaction: a refusal that went to a forged address is not repeated to it. */
  const answerOnce = (request: SipRequest, flow: Flow, status: number, parts: ResponseParts = {}): void => {
    countAnswer(ground.counters, request.method, status);
    sendMessage(flow, respond(request, status, { toTag: newTag(), ...parts }));
  };

  const refuse = (request: SipRequest, flow: Flow, { status, why, parts }: Refusal): void => {
    if (doorkeeper.refuses(flow, why, status)) answerOnce(request, flow, status, parts);
  };

  /** Whether whom they ask for is here. */
  const judgeTarget = ({ uri }: SipRequest, flow: Flow): Refusal | undefined => {
    if (!isSipUri(uri)) return ground.isTrunk(flow) ? undefined : { status: 416, why: 'unknown-user' };
    if (ground.isTrunk(flow)) return undefined;
    if (!ground.isOurHost(uri.host)) return { status: 404, why: 'unknown-domain' };
    return readDialled(uri.user ?? '', ground.sipUser?.()) === undefined
      ? { status: 404, why: 'unknown-user' }
      : undefined;
  };

  const judgeInvite = (request: SipRequest, flow: Flow): Refusal | undefined => {
    const refusal = judgeTarget(request, flow) ?? judgeExtensions(request);
    if (refusal !== undefined) return refusal;
    if (invites.has(mergeKeyOf(request))) return { status: 482, why: 'not-understood' };
    const timer = judgeSession(request);
    if (timer.kind === 'too-small') return { status: 422, why: 'not-acceptable', parts: { headers: timer.headers } };
    if (request.body.length === 0) return undefined;
    const offer = judgeOffer(request.body, flow.transport === 'tls');
    if (offer.ok) return undefined;
    return { status: offer.code === 'malformed' ? 400 : 488, why: 'not-acceptable' };
  };

  const begin = async (exchange: ServerExchange, counted: CountedCall): Promise<void> => {
    const { request: invite, flow } = exchange;
    const localTag = newTag();
    // Until there is a call to cancel.
    exchange.onCancel(() => exchange.respond(respond(invite, 487, { toTag: localTag })));
    exchange.respond(respond(invite, 100));
    const own = await ground.ownPlace(flow);
    const begun = dialogOfServer(invite, localTag);
    if (!begun.ok) exchange.respond(respond(invite, 400, { toTag: localTag }));
    if (!begun.ok || !exchange.isOpen()) {
      counted.over();
      return;
    }
    const secure = isSipUri(invite.uri) && invite.uri.scheme === 'sips';
    const dialog = createCallDialog({ begun: begun.value, flow, own, secure, transactions: ground.transactions() });
    const mergeKey = mergeKeyOf(invite);
    invites.add(mergeKey);
    const call = createIncomingCall(ground, {
      id: ground.newId(),
      exchange,
      dialog,
      address: own.address,
      viaTrunk: ground.isTrunk(flow),
      proved: counted.proved,
      over() {
        invites.delete(mergeKey);
        counted.over();
      },
    });
    if (doorkeeper.isBannedCaller(call)) call.refuse(603);
    else ground.onCall(call);
  };

  const takeInvite = (request: SipRequest, flow: Flow, beginExchange: Begin): void => {
    const refusal = judgeInvite(request, flow);
    if (refusal !== undefined) {
      refuse(request, flow, refusal);
      return;
    }
    const awayMs = ground.turnsAway?.();
    if (awayMs !== undefined) {
      const headers = [['Retry-After', String(Math.ceil(awayMs / 1_000))]] as const;
      refuse(request, flow, { status: 503, why: 'not-now', parts: { headers } });
      return;
    }
    const viaTrunk = ground.isTrunk(flow);
    const { address } = flow.remote;
    const counted = count.begin(
      viaTrunk
        ? { by: 'trunk', number: readCaller(request, viaTrunk).number }
        : { by: 'stranger', place: placeOf(address) },
    );
    if (typeof counted === 'string') {
      refuse(request, flow, { status: counted === 'all' ? 503 : 486, why: 'too-many-calls' });
      return;
    }
    const exchange = beginExchange();
    if (exchange === undefined) counted.over();
    else
      begin(exchange, counted).catch(() => {
        counted.over();
        exchange.respond(respond(request, 500, { toTag: newTag() }));
      });
  };

  const takeOptions = (request: SipRequest, flow: Flow): void => {
    const nobody = isSipUri(request.uri) && request.uri.user === undefined && ground.isOurHost(request.uri.host);
    const refusal = (nobody ? undefined : judgeTarget(request, flow)) ?? judgeExtensions(request);
    if (refusal !== undefined) refuse(request, flow, refusal);
    else
      answerOnce(request, flow, 200, {
        headers: [
          ['Allow', ALLOW],
          ['Accept', SDP_TYPE],
        ],
      });
  };

  const takeCancel = (request: SipRequest, flow: Flow): void => {
    const exchange = ground.transactions().cancelledBy(request);
    if (exchange === undefined || exchange.flow.remote.address !== flow.remote.address)
      refuse(request, flow, { status: 481, why: 'no-such-call' });
    else {
      answerOnce(request, flow, 200);
      if (exchange.isOpen()) exchange.cancel();
    }
  };

  /** Within a call, which can only be known to those who had our answer: no limit is in its way. */
  const takeInDialog = (request: SipRequest, flow: Flow, beginExchange: Begin): boolean => {
    const id = dialogIdOf(request);
    const dialog = id === undefined ? undefined : dialogs.get(id);
    dialog?.request(request, flow, beginExchange);
    return dialog !== undefined;
  };

  const takeOutside = (request: SipRequest, flow: Flow, beginExchange: Begin): void => {
    if (request.method === 'CANCEL') takeCancel(request, flow);
    else if (!doorkeeper.admits(flow)) return;
    else if (request.toTag !== undefined) refuse(request, flow, { status: 481, why: 'no-such-call' });
    else if (request.method === 'INVITE') takeInvite(request, flow, beginExchange);
    else if (request.method === 'OPTIONS') takeOptions(request, flow);
    else refuse(request, flow, refuseMethod(request.method));
  };

  return {
    request(request, flow, beginExchange) {
      if (request.method === 'CANCEL' || !takeInDialog(request, flow, beginExchange))
        takeOutside(request, flow, beginExchange);
    },
    ack(request) {
      const id = dialogIdOf(request);
      if (id !== undefined) dialogs.get(id)?.ack(request);
    },
    unreadable({ code, reason, partial }, flow) {
      const status = PROBLEM_STATUS[code];
      if (status === undefined || partial === undefined || partial.method === 'ACK') return;
      if (!doorkeeper.admits(flow) || !doorkeeper.refuses(flow, 'malformed', status)) return;
      const seen = withSource(partial, flow.remote.address, flow.remote.port);
      countAnswer(ground.counters, seen.method, status);
      sendMessage(flow, respond(seen, status, { reason, toTag: newTag() }));
    },
  };
};
