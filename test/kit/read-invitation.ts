import ICAL from 'ical.js';
import { type ParsedMail, simpleParser } from 'mailparser';
import { composeInvitation } from '../../src/invitations/compose-invitation.ts';
import type { InvitationMail } from '../../src/invitations/invitation-mail.ts';
import { invitationMail } from './invitation-mail.ts';

/** A composed mail as mailparser reads it. */
export interface ReadMail {
  readonly mime: string;
  readonly parsed: ParsedMail;
  readonly html: string;
  readonly text: string;
  /** The attachment; undefined when there is none. */
  readonly calendar: string | undefined;
}

/** The mail that says everything that a mail can say, changed, composed and read again. */
export const readInvitation = async (change: Partial<InvitationMail> = {}): Promise<ReadMail> => {
  const { mime } = composeInvitation(invitationMail(change));
  const parsed = await simpleParser(mime);
  return {
    mime: mime.toString('latin1'),
    parsed,
    html: typeof parsed.html === 'string' ? parsed.html : '',
    text: parsed.text ?? '',
    calendar: parsed.attachments.find(({ contentType }) => contentType === 'application/ics')?.content.toString(),
  };
};

/** The one VEVENT of a calendar part. */
export const veventOf = (calendar: string | undefined): ICAL.Component =>
  new ICAL.Component(ICAL.parse(calendar ?? '')).getFirstSubcomponent('vevent') as ICAL.Component;

/** With spaces alone where typography wants others; versions of Node differ in them, too. */
export const plainSpaces = (text: string | undefined): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ');
