import { createHmac, randomBytes } from 'node:crypto';

export const SIGNATURE_HEADER = 'WebMeeting-Signature';

/** 256 random bits, told to the owner once. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64url')}`;

/**
 * `t=SECONDS,v1=HEX`: HMAC-SHA256 with the secret over the seconds, a full stop and the body, byte for byte. The time is that of the
 * attempt, so that whoever checks can refuse what was recorded and is played again.
 */
export const signWebhook = (secret: string, body: string, nowMs: number): string => {
  const seconds = Math.floor(nowMs / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
};
