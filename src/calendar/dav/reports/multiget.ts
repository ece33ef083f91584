import { ok } from '../../../base/result.ts';
import { statusResponse } from '../../../protocols/dav/write-xml.ts';
import type { DavReadAnswer, ObjectRead } from '../dav-read.ts';
import type { DavReadView } from '../dav-read-view.ts';
import { createObjectWriter, encodeMultistatus, writeAll } from './write-objects.ts';

/** RFC 4791 7.9 calendar-multiget. */
export const multiget = (view: DavReadView, read: Extract<ObjectRead, { kind: 'multiget' }>): DavReadAnswer => {
  const { detail, write } = createObjectWriter(read);
  const names = read.hrefs.flatMap(({ name }) => name ?? []);
  const rows = view.named(read.calendar.id, names, detail);
  const responses = writeAll(read.hrefs, ({ href, name }) => {
    const row = name === undefined ? undefined : rows.get(name);
    return row === undefined ? statusResponse(href, 404) : write(row);
  });
  return ok(encodeMultistatus(responses));
};
