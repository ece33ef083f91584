import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';

/** The certificate chain and its private key, PEM. */
export interface TlsMaterial {
  readonly cert: string;
  readonly key: string;
}

/** What https and SIP over TLS show of themselves; a renewed one takes the place of the old without a connection being lost. */
export interface Certificate {
  /** Refuses when there is none and none can be had. */
  start(): Promise<void>;
  stop(): void;
  /** After `start`. */
  current(): TlsMaterial;
  /** Answers what ends it. */
  onRenewed(listener: (material: TlsMaterial) => void): () => void;
  status(): CertificateStatus;
}

export interface CertificateStatus {
  readonly from: 'files' | 'acme';
  /** Undefined while there is none. */
  readonly endsMs: number | undefined;
  /** Why the last attempt to have a newer one failed. */
  readonly problem: string | undefined;
}

/** Why a certificate and its key cannot be used, in words. */
export class CertificateProblem extends Error {
  override readonly name = 'CertificateProblem';
}

/** The two as one, checked: throws a CertificateProblem. */
export const checkMaterial = (material: TlsMaterial): { readonly beginsMs: number; readonly endsMs: number } => {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(material.cert);
  } catch {
    throw new CertificateProblem('the certificate is not PEM');
  }
  let fits: boolean;
  try {
    fits = certificate.checkPrivateKey(createPrivateKey(material.key));
  } catch {
    throw new CertificateProblem('the private key is not PEM, or has a passphrase');
  }
  if (!fits) throw new CertificateProblem('the private key is not that of the certificate');
  createSecureContext({ cert: material.cert, key: material.key });
  return { beginsMs: Date.parse(certificate.validFrom), endsMs: Date.parse(certificate.validTo) };
};
