import type { IncomingMail, IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import type { ItipObject } from '../../protocols/itip/itip-object.ts';

/** Meetings to which people elsewhere invite the meeting address. */
export interface HostedInvitations {
  /** `text` is the calendar part that `itip` was read from, as it came. */
  request(mail: IncomingMail, itip: ItipObject, text: string): Promise<IncomingVerdict>;
  cancel(mail: IncomingMail, itip: ItipObject, text: string): Promise<IncomingVerdict>;
}
