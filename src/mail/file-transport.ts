import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DeliveryProblem, type MailTransport } from './mail-transport.ts';

/** Without a mail server: each mail becomes `ID.eml` in `directory`, which only the server's account may read. */
export const createFileTransport = ({ directory }: { readonly directory: string }): MailTransport => ({
  async send({ id, mime }) {
    if (!/^[A-Za-z0-9_-]+$/.test(id)) throw new DeliveryProblem('refused', 'This mail cannot name a file');
    const draft = join(directory, `.${id}.part`);
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const file = await open(draft, 'w', 0o600);
      try {
        await file.writeFile(mime);
        await file.sync();
      } finally {
        await file.close();
      }
      // Whoever watches the folder sees whole mails only.
      await rename(draft, join(directory, `${id}.eml`));
      return { state: 'kept', words: '' };
    } catch (error) {
      throw new DeliveryProblem('unreachable', error instanceof Error ? error.message : String(error));
    }
  },
  close() {},
});
