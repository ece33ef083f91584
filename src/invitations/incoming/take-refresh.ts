import type { IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import type { ItipObject } from '../../protocols/itip/itip-object.ts';
import type { ArrivedMail } from './arrived-mail.ts';
import type { IncomingParts } from './incoming-parts.ts';
import { findKnownEvents, holdersOf } from './known-event.ts';
import { handled, ignored, setAside } from './verdict.ts';

/** RFC 5546 3.2.6: somebody's program has lost the event, or seen that it missed a change. */
export const createTakeRefresh =
  ({ stores, resend }: IncomingParts) =>
  async ({ mail, holders }: ArrivedMail, { uid }: ItipObject): Promise<IncomingVerdict> => {
    const known = await findKnownEvents(uid, stores);
    if (known.length === 0) return setAside('unknown-event', uid);
    for (const one of known) {
      const [holder] = await holdersOf(one, holders);
      const sender = mail.authentic && mail.from && one.invited.has(mail.from.address) ? mail.from.address : undefined;
      const address = holder ?? sender;
      if (address === undefined) continue;
      return (await resend(one.event, address)) ? handled('refresh', uid) : ignored('too-often', uid);
    }
    return setAside('not-verified', uid);
  };
