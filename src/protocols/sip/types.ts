import type { Brand } from '../../base/ids.ts';

export type CallId = Brand<string, 'SipCallId'>;
/** The tag of one side of a dialog, RFC 3261 19.3. */
export type SipTag = Brand<string, 'SipTag'>;
/** Call-ID and both tags, as one string: which dialog a message belongs to. */
export type DialogId = Brand<string, 'SipDialogId'>;
/** Which transaction a message belongs to: of a server from the Via of the client, of a client from its own. */
export type TransactionKey = Brand<string, 'SipTransactionKey'>;

/** By lower-case name; quotation marks and escapes are taken off the values; one without a value has ''. Of two, the first. */
export type SipParameters = ReadonlyMap<string, string>;

/** By lower-case full name (`v` is kept under `via`), each line as it stood, unfolded and trimmed, in order. */
export type SipHeaders = ReadonlyMap<string, readonly string[]>;

/** sip: and sips:, RFC 3261 19.1. */
export interface SipUri {
  readonly scheme: 'sip' | 'sips';
  /** Percent-decoded. */
  readonly user?: string;
  readonly password?: string;
  /** Lower case; IPv6 without its brackets. */
  readonly host: string;
  readonly port?: number;
  readonly parameters: SipParameters;
  /** After the question mark, by lower-case name, percent-decoded. */
  readonly headers: SipParameters;
}

/** tel:, http:, anything that we do not read further. */
export interface OtherUri {
  readonly scheme: Exclude<string, 'sip' | 'sips'>;
  /** Behind the colon, as written. */
  readonly rest: string;
}

export type AnyUri = SipUri | OtherUri;

/** From, To, Contact, Route, Refer-To: RFC 3261 20.10. */
export interface NameAddr {
  /** Unquoted; '' when there is none. */
  readonly displayName: string;
  readonly uri: AnyUri;
  /** The URI as written: what is sent back or asked for must be this. */
  readonly uriText: string;
  /** Of the header field, never of the URI. */
  readonly parameters: SipParameters;
}

/** RFC 3261 20.42. */
export interface Via {
  /** Upper case: UDP, TCP, TLS, WS. */
  readonly transport: string;
  /** sent-by; lower case, IPv6 without its brackets. */
  readonly host: string;
  readonly port?: number;
  readonly branch?: string;
  readonly parameters: SipParameters;
}

export interface CSeq {
  readonly number: number;
  /** Upper and lower case differ in methods. */
  readonly method: string;
}

/** A request as it is written to the wire. */
export interface OutgoingRequest {
  readonly kind: 'request';
  readonly method: string;
  readonly uriText: string;
  readonly headers: SipHeaders;
  readonly body: Uint8Array;
}

/** A response as it is written to the wire. */
export interface OutgoingResponse {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
  readonly headers: SipHeaders;
  readonly body: Uint8Array;
}

export type OutgoingMessage = OutgoingRequest | OutgoingResponse;

/** What every message that was accepted has, read. */
interface ReadHeaders {
  /** The topmost. */
  readonly via: Via;
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly fromTag: SipTag | undefined;
  readonly toTag: SipTag | undefined;
  readonly callId: CallId;
  readonly cseq: CSeq;
}

/** A request that was received. */
export interface SipRequest extends OutgoingRequest, ReadHeaders {
  readonly uri: AnyUri;
  /** 70 when it says nothing, RFC 3261 16.6 3. */
  readonly maxForwards: number;
}

/** A response that was received. */
export interface SipResponse extends OutgoingResponse, ReadHeaders {}

export type SipMessage = SipRequest | SipResponse;

/** One thing wrong with a message; each has its answer in `problem-status.ts`. */
export type SipProblemCode =
  | 'not-sip'
  | 'bad-start-line'
  | 'bad-version'
  | 'bad-uri'
  | 'unsupported-scheme'
  | 'bad-header'
  | 'missing-header'
  | 'repeated-header'
  | 'method-mismatch'
  | 'bad-length'
  | 'too-large';

/** Why a message was refused, and what is needed to say so to its sender. */
export interface SipProblem {
  readonly code: SipProblemCode;
  /** For the reason phrase and the log; ours, never the sender's words. */
  readonly reason: string;
  /** Undefined for a response, or when too little can be read to answer: then silence is all there is. */
  readonly partial: PartialRequest | undefined;
}

/** The fields that an answer copies, as they stood (RFC 3261 8.2.6.2). */
export interface PartialRequest {
  readonly method: string;
  readonly headers: SipHeaders;
  readonly via: Via;
}
