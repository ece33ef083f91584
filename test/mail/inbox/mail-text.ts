import type { ReadMail, ReadMailAnswer } from '../../../src/mail/inbox/parse-mail.ts';
import { createMailReader, type MailReader } from '../../../src/mail/inbox/read-mail.ts';

export const CALENDAR = 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n';
export const HEAD =
  'From: Bob <bob@example.com>\r\nTo: meet+a@example.org\r\nSubject: Yes\r\nMessage-ID: <1@example.com>\r\n';

/** One level of multipart; parts are given with their headers. */
export const multipart = (type: string, parts: readonly string[], boundary = type.replace(/\W/g, '')): string =>
  `Content-Type: multipart/${type}; boundary="=${boundary}"\r\n\r\n${parts.map((part) => `--=${boundary}\r\n${part}\r\n`).join('')}--=${boundary}--\r\n`;
export const text = (words: string, more = ''): string =>
  `Content-Type: text/plain; charset=utf-8${more}\r\n\r\n${words}`;
export const calendar = (type = 'text/calendar; method=reply; charset=utf-8', more = ''): string =>
  `Content-Type: ${type}\r\n${more}\r\n${CALENDAR}`;

export interface TestReader {
  readonly tryToRead: (mime: string | Buffer, nullSender?: boolean) => Promise<ReadMailAnswer>;
  /** The mail, which must be readable. */
  readonly read: (mime: string | Buffer, nullSender?: boolean) => Promise<ReadMail>;
  readonly stop: () => Promise<void>;
}

export const openReader = (reader: MailReader = createMailReader()): TestReader => {
  const tryToRead = (mime: string | Buffer, nullSender = false): Promise<ReadMailAnswer> =>
    reader.read({
      mime: Buffer.from(mime),
      nullSender,
      mailFrom: 'meet@example.org',
      loopMark: 'this-server',
      authservId: '',
    });
  return {
    tryToRead,
    async read(mime, nullSender) {
      const answer = await tryToRead(mime, nullSender);
      if (!answer.ok) throw new Error(answer.code);
      return answer.value;
    },
    stop: () => reader.stop(),
  };
};
