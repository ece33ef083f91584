/** A session description, RFC 8866, as far as telephones use it. Texts are as they came; nothing of them is proved. */
export interface SessionDescription {
  readonly origin: SdpOrigin;
  readonly name: string;
  /** `c=` of the whole session, for the media that have none of their own. */
  readonly connection?: SdpConnection;
  readonly attributes: readonly SdpAttribute[];
  readonly media: readonly SdpMedia[];
}

/** `o=`: RFC 8866 5.2. Both numbers may be too large for a number, so they stay text. */
export interface SdpOrigin {
  readonly username: string;
  readonly sessionId: string;
  readonly version: string;
  readonly connection: SdpConnection;
}

/** `c=`: RFC 8866 5.7. `address` may be a host name here; whoever sends there checks it (`ip-family.ts`). */
export interface SdpConnection {
  readonly addressType: 'IP4' | 'IP6';
  readonly address: string;
}

/** `a=name` or `a=name:value`. */
export interface SdpAttribute {
  readonly name: string;
  readonly value?: string;
}

/** `m=` with the lines that belong to it: RFC 8866 5.14. */
export interface SdpMedia {
  /** `audio`, `video`, `application` … */
  readonly kind: string;
  /** 0: refused, or no longer wanted. */
  readonly port: number;
  /** `RTP/AVP`, `RTP/SAVP`, `UDP/TLS/RTP/SAVPF` … */
  readonly protocol: string;
  /** Payload types, when the protocol is one of RTP. */
  readonly formats: readonly string[];
  readonly connection?: SdpConnection;
  readonly attributes: readonly SdpAttribute[];
}
