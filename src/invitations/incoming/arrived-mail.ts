import type { CalendarPart, IncomingMail } from '../../mail/inbox/incoming-mail.ts';
import { tagOf } from '../../mail/plus-address.ts';
import type { ItipObject } from '../../protocols/itip/itip-object.ts';
import type { ReplyAddress } from '../answers/reply-address-store.ts';
import type { ReplyAddresses } from '../answers/reply-addresses.ts';
import type { ItipReader } from './itip-reader.ts';

/** A calendar part that asks for something. */
export interface ReadItip {
  readonly itip: ItipObject;
  /** As it came. */
  readonly text: string;
}

/** A mail that came in, with what is known of where it came to. */
export interface ArrivedMail {
  readonly mail: IncomingMail;
  /** Whose reply addresses it came to. */
  readonly holders: readonly ReplyAddress[];
  readonly bounceTags: readonly string[];
  /** The meeting address itself. */
  readonly isBare: boolean;
  readonly objects: readonly ReadItip[];
  /** It has an answer that cannot be read. */
  readonly isDamaged: boolean;
}

/** Each is an answer, mostly to one event; the same stands in most mails twice. */
const OBJECTS_AT_MOST = 4;
const BOUNCE_TAG = /^b[a-z2-7]{26}$/;

const readObjects = async (
  reader: ItipReader,
  parts: readonly CalendarPart[],
): Promise<Pick<ArrivedMail, 'objects' | 'isDamaged'>> => {
  const found = new Map<string, ReadItip>();
  let isDamaged = false;
  const different = parts.filter(({ text }, at) => parts.findIndex((part) => part.text === text) === at);
  for (const { method, text } of different.slice(0, OBJECTS_AT_MOST)) {
    const read = await reader.read({ text, method });
    // What was published asks for nothing: it is an attachment like any other.
    if (read.ok && read.value.method !== 'PUBLISH') found.set(JSON.stringify(read.value), { itip: read.value, text });
    else if (!read.ok && read.code !== 'no-method' && method !== '' && method !== 'PUBLISH') isDamaged = true;
  }
  return { objects: [...found.values()], isDamaged };
};

const ANSWERS = new Set<ItipObject['method']>(['REPLY', 'COUNTER', 'REFRESH']);

/** A program that answers by itself may quote the invitation; one that invites may say that it is a program. */
const isMeant = ({ itip }: ReadItip, isBare: boolean): boolean =>
  ANSWERS.has(itip.method) || (isBare && (itip.method === 'REQUEST' || itip.method === 'CANCEL'));

export const createReadArrived =
  ({
    replyAddresses,
    itipReader,
    mailFrom,
  }: {
    readonly replyAddresses: ReplyAddresses;
    readonly itipReader: ItipReader;
    readonly mailFrom: string;
  }) =>
  async (mail: IncomingMail): Promise<ArrivedMail> => {
    const tags = mail.recipients.map((recipient) => tagOf(mailFrom, recipient));
    const holders = new Map<string, ReplyAddress>();
    for (const recipient of mail.recipients) {
      const holder = await replyAddresses.find(recipient);
      if (holder) holders.set(holder.tokenHash, holder);
    }
    const isBare = tags.includes('');
    const { objects, isDamaged } = await readObjects(itipReader, mail.calendars);
    return {
      mail,
      holders: [...holders.values()],
      bounceTags: tags.flatMap((tag) => (tag !== undefined && BOUNCE_TAG.test(tag) ? [tag] : [])),
      isBare,
      objects: mail.automatic ? objects.filter((object) => isMeant(object, isBare)) : objects,
      isDamaged,
    };
  };
