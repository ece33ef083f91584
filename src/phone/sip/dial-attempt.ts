import { buildRequest, cancelOf, retryOf } from '../../protocols/sip/build-request.ts';
import { longerWishes, type SessionWishes, sessionTimerHeaders } from '../../protocols/sip/negotiate-session-timer.ts';
import type { OutgoingRequest, SipResponse } from '../../protocols/sip/types.ts';
import { ALLOW, contactOf, newBranch, newCallId, newTag, type OwnPlace, viaOf } from './call-dialog.ts';
import { SESSION_WISHES } from './call-session.ts';
import type { SdpBody } from './call-sound.ts';
import type { Flow } from './flow.ts';
import type { Transactions } from './transactions.ts';
import { createTrunkCredentials } from './trunk-credentials.ts';
import type { TrunkAccount } from './trunk-url.ts';

export interface AttemptHearer {
  /** 180 or 183. */
  ringing(): void;
  /** Each 2xx: of each fork of the call, and again when one is repeated. */
  accepted(response: SipResponse): void;
  refused(status: number): void;
  /** Nobody was there. */
  unreachable(): void;
}

/** One INVITE to one server of the provider, sent again with what the server asks for: a password, a longer session. */
export interface DialAttempt {
  /** CANCEL, as soon as it may be sent (RFC 3261 9.1). */
  cancel(): void;
  /** Hears nothing more of it. */
  abandon(): void;
}

export const beginDialAttempt = ({
  uri,
  account,
  own,
  flow,
  body,
  transactions,
  hear,
}: {
  /** Whom to call. */
  readonly uri: string;
  readonly account: TrunkAccount;
  readonly own: OwnPlace;
  readonly flow: Flow;
  readonly body: SdpBody;
  readonly transactions: Transactions;
  readonly hear: AttemptHearer;
}): DialAttempt => {
  const credentials = createTrunkCredentials(account);
  let wishes: SessionWishes = SESSION_WISHES;
  let wantsCancel = false;
  let mayCancel = false;
  let isSettled = false;
  let current: OutgoingRequest;
  let stopAsking = (): void => {};

  const sendCancel = (): void => void transactions.ask(cancelOf(current), flow, { response() {}, ended() {} });

  const provisional = ({ status }: SipResponse): void => {
    if (!mayCancel && wantsCancel) sendCancel();
    mayCancel = true;
    if (status === 180 || status === 183) hear.ringing();
  };

  /** The same call once more, when that is what the answer asks for. */
  const tryAgain = (request: OutgoingRequest, response: SipResponse): boolean => {
    if (wantsCancel) return false;
    if (response.status === 401 || response.status === 407) {
      const field = credentials.answer(response, 'INVITE', request.uriText);
      if (field !== undefined) ask(retryOf(request, newBranch(), [field]));
      return field !== undefined;
    }
    const longer = response.status === 422 ? longerWishes(wishes, response.headers) : undefined;
    if (longer === undefined) return false;
    wishes = longer;
    ask(retryOf(request, newBranch(), sessionTimerHeaders(longer)));
    return true;
  };

  const settle = (tell: () => void): void => {
    if (isSettled) return;
    isSettled = true;
    tell();
  };

  const ask = (request: OutgoingRequest): void => {
    current = request;
    mayCancel = false;
    let isFinal = false;
    stopAsking = transactions.ask(request, flow, {
      response(response) {
        if (response.status < 200) provisional(response);
        else if (response.status < 300) {
          isFinal = true;
          isSettled = true;
          hear.accepted(response);
        } else {
          isFinal = true;
          if (!tryAgain(request, response)) settle(() => hear.refused(response.status));
        }
      },
      ended() {
        if (!isFinal) settle(hear.unreachable);
      },
    });
  };

  const domain = account.host.includes(':') ? `[${account.host}]` : account.host;
  ask(
    buildRequest({
      method: 'INVITE',
      uri,
      via: viaOf(own),
      from: `<sip:${encodeURIComponent(account.user ?? 'anonymous')}@${domain}>;tag=${newTag()}`,
      to: `<${uri}>`,
      callId: newCallId(),
      cseq: 1,
      headers: [['Contact', contactOf(own)], ['Allow', ALLOW], ['Supported', 'timer'], ...sessionTimerHeaders(wishes)],
      body,
    }),
  );
  return {
    cancel() {
      if (wantsCancel || isSettled) return;
      wantsCancel = true;
      if (mayCancel) sendCancel();
    },
    abandon: () => stopAsking(),
  };
};
