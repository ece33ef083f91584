import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutboxMailDetail } from '../../src/contract/http/outbox.ts';
import { readMessage } from '../../src/protocols/mime/read-message.ts';
import type { ApiClient } from './api-client.ts';
import { dataDirectoryOf } from './start-app.ts';

interface Listed {
  readonly mails: ReadonlyArray<{ readonly id: string; readonly to: string; readonly subject: string }>;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

/** The mail as it arrives: without a mail server it is a file, soon after it was written down. */
const arrived = async (url: string, id: string): Promise<Buffer> => {
  const untilMs = Date.now() + 30_000;
  for (;;) {
    const bytes = await readFile(join(dataDirectoryOf(url), 'mail', `${id}.eml`)).catch(() => undefined);
    if (bytes !== undefined) return bytes;
    if (Date.now() > untilMs) throw new Error(`the mail ${id} has not left`);
    await pause();
  }
};

/** As an administrator sees it, with the text that its receiver reads: the console hides links to choose a password. */
const readMail = async (admin: ApiClient, id: string): Promise<OutboxMailDetail> => {
  const mail = await admin.get<OutboxMailDetail>(`/admin/outbox/${id}`);
  if (!mail.text.includes('/set-password/')) return mail;
  const { parts } = readMessage(await arrived(admin.url, id));
  const textOf = (type: string): string => parts.find((part) => part.type === type)?.text ?? '';
  return { ...mail, text: textOf('text/plain'), html: textOf('text/html') };
};

/** The mails to an address that the server has written, the newest first. */
export const mailsTo = async (admin: ApiClient, address: string): Promise<OutboxMailDetail[]> => {
  const { mails } = await admin.get<Listed>('/admin/outbox');
  return Promise.all(mails.filter(({ to }) => to === address).map(({ id }) => readMail(admin, id)));
};

/** The token of the link to choose a password in a mail. */
export const tokenIn = (text: string): string => /\/set-password\/([A-Za-z0-9_-]{22})/.exec(text)?.[1] ?? '';

/** Asks again until there are as many mails: what is not waited for by the answer is soon there. */
export const awaitMailsTo = async (admin: ApiClient, address: string, count: number): Promise<OutboxMailDetail[]> => {
  const untilMs = Date.now() + 30_000;
  for (;;) {
    const mails = await mailsTo(admin, address);
    if (mails.length >= count) return mails;
    if (Date.now() > untilMs) throw new Error(`${mails.length} mails to ${address}, not ${count}`);
    await pause();
  }
};
