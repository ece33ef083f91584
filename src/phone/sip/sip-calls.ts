import type { TrunkProblem } from '../../contract/http/phone.ts';
import type { LegMedia } from '../../media/phone/phone-media.ts';

export type SipTransport = 'udp' | 'tcp' | 'tls';

/** One call, whoever began it, once it concerns anybody but the signalling itself. */
export interface SipCall {
  /** Ours, random; good for logs. */
  readonly id: string;
  readonly direction: 'in' | 'out';
  /** Whom they dialled: the user part of the Request-URI, percent-decoded. Of a call of ours: whom we dialled. */
  readonly dialled: string;
  /** The other side as it says of itself: nothing of it is proved. `number` is E.164 (`+33123456789`) when it can be read as one. */
  readonly caller: {
    readonly user: string;
    readonly host: string;
    readonly displayName: string;
    readonly number?: string;
  };
  /** Where their packets come from. */
  readonly remote: { readonly address: string; readonly port: number; readonly transport: SipTransport };
  /** Through the provider of numbers: many callers behind one address. */
  readonly viaTrunk: boolean;
  /** The first of Accept-Language that we speak, if any. */
  readonly language: 'fr' | 'en' | undefined;
  /** The sound; there from `answer` on, and when a call of ours is answered. */
  media(): LegMedia | undefined;
  /** 180. */
  ring(): void;
  /** 200 with our SDP; resolves when it was acknowledged and media are agreed on (late offers too); false when the call is over before. */
  answer(hear: CallHearer): Promise<boolean>;
  /** Refuses a call that was not answered yet; without `status` quietly, as somebody who is not there. */
  refuse(status: number): void;
  /** BYE, or CANCEL while it rings; resolves when the other side knows it or half a minute has passed. */
  hangUp(): Promise<void>;
}

/** What the one who answered hears of a call. */
export interface CallHearer {
  /** RFC 4733, INFO and in-band alike; each press once. */
  digit(digit: string): void;
  played(playId: number): void;
  voice(frame: Uint8Array): void;
  /** They have put us on hold, or taken us back. */
  held(on: boolean): void;
  /** Once, whatever ended it: `bye` theirs, `hung-up` ours, `lost` nothing came for too long, `failed` signalling or media broke. */
  ended(how: 'bye' | 'hung-up' | 'lost' | 'failed'): void;
}

export type DialOutcome =
  | { readonly kind: 'answered'; readonly call: SipCall }
  | { readonly kind: 'busy' | 'declined' | 'no-answer' | 'not-found' | 'failed' | 'cancelled' };

export interface Dialling {
  /** Undefined from this moment on that it is over. */
  readonly outcome: Promise<DialOutcome>;
  cancel(): void;
}

/** The signalling side of the telephone. */
export interface SipServer {
  /** Takes calls; `onCall` decides about each. The trunk is registered with in the background. */
  start(onCall: (call: SipCall) => void): Promise<void>;
  /** Ends every call with BYE and lets go of the trunk, within two seconds. */
  stop(): Promise<void>;
  /** Calls a number (E.164) through the trunk. Refuses with `unavailable` when there is none or it is not registered. */
  dial(number: string, hear: CallHearer & { ringing(): void }): Dialling;
  /** A caller's guess was wrong, or right: pays into what is known of the place that they call from. */
  guessed(call: SipCall, right: boolean): void;
  /** Takes a ban back, by the name that `status` gives it; false when nobody of that name is banned. */
  lift(network: string): boolean;
  status(): SipStatus;
}

export interface SipStatus {
  readonly listening: ReadonlyArray<{
    readonly transport: SipTransport;
    readonly address: string;
    readonly port: number;
  }>;
  readonly calls: number;
  readonly trunk:
    | { readonly state: 'none' }
    | {
        readonly state: 'registering' | 'registered' | 'failed' | 'unregistered-mode';
        readonly server: string;
        readonly sinceMs: number;
        readonly problem?: TrunkProblem;
        /** The status that was answered, or what is wrong with the certificate as TLS names it. */
        readonly said?: string;
      };
  readonly banned: ReadonlyArray<{ readonly network: string; readonly untilMs: number; readonly why: string }>;
  readonly refused: Readonly<Record<string, number>>;
}
