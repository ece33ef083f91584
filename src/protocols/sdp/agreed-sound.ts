import type { SessionDescription } from './types.ts';

/** What we speak, the best first. */
export const SOUND_CODECS = ['opus', 'G722', 'PCMA', 'PCMU'] as const;
export type SoundCodec = (typeof SOUND_CODECS)[number];

/** What of RFC 4568 we speak, the best first. Both take a master key of 16 bytes and a master salt of 14. */
export const CRYPTO_SUITES = ['AES_CM_128_HMAC_SHA1_80', 'AES_CM_128_HMAC_SHA1_32'] as const;
export type CryptoSuite = (typeof CRYPTO_SUITES)[number];

/** What an offer and its answer come to for the sound of one call. */
export interface AgreedSound {
  readonly codec: SoundCodec;
  readonly payloadType: number;
  /** RFC 4733 digits, when both sides know them. */
  readonly events?: { readonly payloadType: number; readonly clockRateHz: number };
  /** Payload type of comfort noise (RFC 3389), with G.711 alone. */
  readonly comfortNoise?: number;
  /** Where they listen; absent while they listen nowhere (address 0.0.0.0 or port 0). */
  readonly remote?: { readonly address: string; readonly port: number; readonly rtcpPort: number };
  /** Whether we send: they want to hear. */
  readonly sends: boolean;
  /** Whether we take in what they send. Never while they do not hear us (hold): it would be their waiting music. */
  readonly receives: boolean;
  /** Keys are master key and salt, 30 bytes. A key that did not change is a stream that goes on: its packet index is kept. */
  readonly srtp?: { readonly suite: CryptoSuite; readonly sendKey: Uint8Array; readonly receiveKey: Uint8Array };
}

/** Our side of a description: the socket that was opened for the call, and who we are. */
export interface OurSound {
  /** An IP address that they can send to, and the port of RTP. */
  readonly address: string;
  readonly port: number;
  /** `port + 1` when absent. */
  readonly rtcpPort?: number;
  /** Decimal digits, random and below 2^62, the same for the whole call: RFC 8866 5.2. */
  readonly sessionId: string;
  /** The description that we sent last in this call: the version is raised when the new one differs. */
  readonly previous?: SessionDescription;
  /** Fresh random keys of 30 bytes, the same for the whole call. Only for calls by TLS: others would show them to everybody. */
  readonly srtpKeys?: Readonly<Record<CryptoSuite, Uint8Array>>;
}
