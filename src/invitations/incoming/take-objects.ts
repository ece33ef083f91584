import type { IncomingVerdict } from '../../mail/inbox/incoming-mail.ts';
import { tagOf } from '../../mail/plus-address.ts';
import type { ItipMethod, ItipObject } from '../../protocols/itip/itip-object.ts';
import type { ArrivedMail, ReadItip } from './arrived-mail.ts';
import type { IncomingParts } from './incoming-parts.ts';
import { createTakeAnswers } from './take-answers.ts';
import { createTakeRefresh } from './take-refresh.ts';
import { ignored, setAside, verdictOf } from './verdict.ts';

type TakeObject = (arrived: ArrivedMail, object: ReadItip) => Promise<IncomingVerdict>;

/** What calendar programs ask for, by METHOD (RFC 5546 1.4). */
export const createTakeObjects = (parts: IncomingParts) => {
  const { hosted, mailFrom } = parts;
  const answers = createTakeAnswers(parts);
  const refresh = createTakeRefresh(parts);
  const take: TakeObject = (arrived, { itip }) => answers(arrived, itip);
  /** Nobody's mail invites to, changes or cancels what is organized here. */
  const refuse: TakeObject = async (_, { itip }) => setAside('method-not-taken', itip.uid);

  const isOurs = ({ events }: ItipObject): boolean =>
    events.some(({ organizer }) => organizer !== undefined && tagOf(mailFrom, organizer.address) !== undefined);

  /** To the meeting address itself: an event of somebody elsewhere. */
  const host =
    (call: 'request' | 'cancel'): TakeObject =>
    async (arrived, object) => {
      if (!arrived.isBare) return refuse(arrived, object);
      if (isOurs(object.itip)) return ignored('own-event', object.itip.uid);
      return hosted[call](arrived.mail, object.itip, object.text);
    };

  const handlers: Readonly<Record<ItipMethod, TakeObject>> = {
    REPLY: take,
    COUNTER: take,
    REFRESH: (arrived, { itip }) => refresh(arrived, itip),
    REQUEST: host('request'),
    CANCEL: host('cancel'),
    ADD: refuse,
    DECLINECOUNTER: refuse,
    PUBLISH: refuse,
  };

  return async (arrived: ArrivedMail): Promise<IncomingVerdict> => {
    const verdicts: IncomingVerdict[] = [];
    for (const object of arrived.objects) verdicts.push(await handlers[object.itip.method](arrived, object));
    return verdictOf(verdicts);
  };
};
