import { composeInvitation } from '../src/invitations/compose-invitation.ts';
import type { ComposedMail, InvitationMail } from '../src/invitations/invitation-mail.ts';
import { composeNotice } from '../src/invitations/notices/compose-notice.ts';
import type { NoticeMail } from '../src/invitations/notices/notice-mail.ts';
import { samples as account } from './account/samples.ts';
import { samples as afterSession } from './after-session/samples.ts';
import { samples as attention } from './attention/samples.ts';
import { samples as cancellation } from './cancellation/samples.ts';
import { samples as capacity } from './capacity/samples.ts';
import { samples as deputy } from './deputy/samples.ts';
import { samples as digest } from './digest/samples.ts';
import { samples as hosted } from './hosted/samples.ts';
import { samples as hostedRefused } from './hosted-refused/samples.ts';
import { samples as invitation } from './invitation/samples.ts';
import { samples as joinBlock } from './join-block/samples.ts';
import { samples as notReached } from './not-reached/samples.ts';
import { samples as nudge } from './nudge/samples.ts';
import { samples as organizer } from './organizer/samples.ts';
import { samples as proposal } from './proposal/samples.ts';
import { samples as proposalDeclined } from './proposal-declined/samples.ts';
import { samples as reminder } from './reminder/samples.ts';
import { samples as sharedDocument } from './shared-document/samples.ts';
import { samples as update } from './update/samples.ts';

export type SampleMail = InvitationMail | NoticeMail;

/** Every kind of mail with its samples, by the names of their folders. */
export const SAMPLES: Readonly<Record<string, Readonly<Record<string, SampleMail>>>> = {
  ...{ account, attention, capacity },
  ...{ invitation, update, cancellation, organizer, reminder, nudge, digest, proposal, hosted, deputy },
  'after-session': afterSession,
  'shared-document': sharedDocument,
  'proposal-declined': proposalDeclined,
  'not-reached': notReached,
  'join-block': joinBlock,
  'hosted-refused': hostedRefused,
};

export const composeSample = (mail: SampleMail): ComposedMail =>
  'sequence' in mail ? composeInvitation(mail) : composeNotice(mail);
