import type { Brand } from '../base/ids.ts';
import type { ShareKind } from '../contract/http/document.ts';
import type { DocumentId } from './document.ts';

export type ShareId = Brand<string, 'ShareId'>;

/** Lets somebody read a document, and what is in it. */
export interface Share {
  readonly id: ShareId;
  readonly documentId: DocumentId;
  /** By a link, to the person with an address, or to those who were in a session. */
  readonly kind: ShareKind;
  /** Of a person, lower case. */
  readonly address: string;
  readonly sessionId: string;
  /** SHA-256 of the key in its link; undefined: it has none. */
  readonly tokenHash: string | undefined;
  readonly expiresMs: number | undefined;
  readonly createdMs: number;
}

export const isExpired = ({ expiresMs }: Pick<Share, 'expiresMs'>, nowMs: number): boolean =>
  expiresMs !== undefined && expiresMs <= nowMs;
