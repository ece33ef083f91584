import { createHash } from 'node:crypto';
import { isMailbox } from '../base/text.ts';
import type { MailedMeeting } from './invitation-mail.ts';

export const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

export const assertWebLink = (link: string): void => {
  // Escaping keeps a value inside its attribute; only this keeps it a web address.
  if (!/^https?:\/\/[^\s"<>]+$/.test(link)) throw new Error('A mail may only link to a web address');
};

export const assertMeetingLinks = ({ link, doorUrl, handOverUrl, sipUri }: MailedMeeting): void => {
  assertWebLink(link);
  if (handOverUrl !== undefined) assertWebLink(handOverUrl);
  assertWebLink(doorUrl);
  if (sipUri !== undefined && !/^sips?:[^\s"<>]+$/.test(sipUri)) throw new Error('Not a SIP address');
};

export const assertMailboxes = (...addresses: readonly string[]): void => {
  if (!addresses.every(isMailbox)) throw new Error('A mail needs plain mailboxes');
};

/** One root for all mails about an event keeps them in one conversation; never a message's own ID. */
export const conversationId = (uid: string, domain: string): string => `<${digest('event', uid)}@${domain}>`;
