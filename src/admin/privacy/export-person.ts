import { type ZipEntry, zipStream } from '../../platform/zip-stream.ts';
import type { DocumentExportStore } from './document-export-store.ts';
import type { KnownPerson, PersonStore } from './person-store.ts';

const textOf = (value: unknown): string => JSON.stringify(value, null, 1);

/** Columns of the database as somebody reads them: times as dates. */
const readable = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name !== 'raw')
      .map(([name, value]) =>
        name.endsWith('_ms')
          ? [name.slice(0, -3), value === null || value === 0 ? null : new Date(Number(value)).toISOString()]
          : [name, value],
      ),
  );

/** All that is kept of a person, as a ZIP archive that is made while it is sent: a JSON file for each kind, calendars, documents. */
export type ExportPerson = (person: KnownPerson) => AsyncIterable<Uint8Array>;

const SAFE = /[^\p{L}\p{N} ._()-]/gu;
/** Names come from people: nothing in one leads out of the archive, or hides in it. */
const safeName = (name: string): string => name.replaceAll(SAFE, '_').replace(/^\.+/, '_').slice(0, 120) || '_';

export const createExportPerson = ({
  store,
  documents,
  nowMs,
}: {
  readonly store: PersonStore;
  readonly documents: DocumentExportStore;
  readonly nowMs: () => number;
}): ExportPerson => {
  async function* jsonOf(kind: string, person: KnownPerson): AsyncGenerator<Uint8Array> {
    let separator = '[\n';
    for await (const rows of store.read(kind, person))
      for (const row of rows) {
        yield Buffer.from(separator + textOf(readable(row)));
        separator = ',\n';
      }
    yield Buffer.from(separator === '[\n' ? '[]\n' : '\n]\n');
  }

  async function* once(text: string): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  }

  async function* entries(person: KnownPerson): AsyncGenerator<ZipEntry> {
    const changedMs = nowMs();
    const about = { address: person.address, made: new Date(changedMs).toISOString() };
    yield { name: 'about.json', changedMs, bytes: once(textOf(about)) };
    for (const kind of store.kinds()) yield { name: `${kind}.json`, changedMs, bytes: jsonOf(kind, person) };
    if (person.account === undefined) return;
    let number = 0;
    for await (const rows of store.read('events', person))
      for (const { raw, uid } of rows) {
        number += 1;
        yield { name: `events/${number}-${safeName(String(uid))}.ics`, changedMs, bytes: once(String(raw)) };
      }
    for await (const { id, name, changedMs: at, read } of documents.filesOf(person.account.id))
      yield { name: `documents/${id.slice(0, 6)}-${safeName(name)}`, changedMs: at, bytes: read() };
  }
  return (person) => zipStream(entries(person));
};
