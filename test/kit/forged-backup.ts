import { createReadStream, createWriteStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { extract, type Pack, pack } from 'tar-stream';
import { END, HEAD, LIST } from '../../src/platform/backup/archive-format.ts';

type Header = Parameters<Pack['entry']>[0];
type Change = (name: string, bytes: Buffer, add: (header: Header, bytes?: Buffer) => void) => void;

/** The same archive, with what `change` makes of each of its files. */
const rewrite = async (from: string, to: string, change: Change): Promise<void> => {
  const reading = extract({});
  const writing = pack();
  const written = pipeline(writing as never, createWriteStream(to));
  const fed = pipeline(createReadStream(from), reading as never);
  for await (const entry of reading) {
    const { header } = entry;
    const bytes = await buffer(entry as unknown as AsyncIterable<Uint8Array>);
    change(header.name, bytes, (more, content = bytes) => {
      const isFile = (more.type ?? 'file') === 'file';
      const { name, type, linkname } = more;
      writing.entry(
        {
          name,
          mode: 0o600,
          ...(type !== undefined && { type }),
          ...(linkname !== undefined && { linkname }),
        } as Header,
        isFile ? content : (undefined as never),
      );
    });
  }
  writing.finalize();
  await Promise.all([fed, written]);
};

/** A backup whose head says something else. */
export const changedBackup = (from: string, to: string, head: Readonly<Record<string, unknown>>): Promise<void> =>
  rewrite(from, to, (name, bytes, add) => {
    if (name !== HEAD) add({ name });
    else add({ name }, Buffer.from(JSON.stringify({ ...(JSON.parse(bytes.toString()) as object), ...head })));
  });

/** A backup into which somebody has put one more entry, before the list at its end. */
export const forgedBackup = (from: string, to: string, entry: Header): Promise<void> =>
  rewrite(from, to, (name, _bytes, add) => {
    if (name === LIST) add(entry, Buffer.from('forged'));
    add({ name });
    if (name === END) return;
  });
