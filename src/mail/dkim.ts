import { createPrivateKey } from 'node:crypto';

const SMALLEST_BITS = 1024;

/**
 * Every header field of ours that a reader sees or that a program acts on (RFC 6376 5.4.1). Not Return-Path and Received, which
 * servers on the way write.
 */
const SIGNED_FIELDS = [
  'From',
  'Sender',
  'Reply-To',
  'To',
  'Cc',
  'Subject',
  'Date',
  'Message-ID',
  'In-Reply-To',
  'References',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'Content-Class',
  'Auto-Submitted',
  'X-Auto-Response-Suppress',
  'List-Unsubscribe',
];

/** What mails are signed with. */
export interface DkimKey {
  readonly selector: string;
  /** PEM. */
  readonly key: string;
}

/** RFC 8301 3: RSA with SHA-256, keys of at least 1024 bits. A key that does not sign would go unnoticed later. */
export const isDkimKey = (pem: string): boolean => {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= SMALLEST_BITS;
  } catch {
    return false;
  }
};

/** In the words of nodemailer, for the domain of the address `from`. */
export const dkimOptions = ({ selector, key }: DkimKey, from: string) => {
  if (!isDkimKey(key)) throw new Error(`DKIM_KEY must be an RSA private key (PEM) of at least ${SMALLEST_BITS} bits`);
  return {
    domainName: from.slice(from.lastIndexOf('@') + 1).toLowerCase(),
    keySelector: selector,
    privateKey: key,
    headerFieldNames: SIGNED_FIELDS.join(':'),
  };
};
