import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { ENTRY_HEAD_BYTES, type LogEntry } from '../../../src/media/recording/frame-log.ts';
import { type LogPart, readFrameLog } from '../../../src/media/recording/read-frame-log.ts';
import { formatLog, LOG_START_MS, type PlannedEntry, RECORDING } from '../../kit/planned-log.ts';

const frame = (index: number, bytes = 90): PlannedEntry => ({
  atMs: index * 20,
  bytes: Uint8Array.from({ length: bytes }, (_, at) => (at * 31 + index * 7) & 0xff),
});
const ENTRIES: readonly PlannedEntry[] = [
  { atMs: 0, event: { event: 'started', recording: RECORDING } },
  { atMs: 0, event: { event: 'participant', number: 1, name: 'Zoë', person: 'person-1' } },
  ...Array.from({ length: 40 }, (_, index) => frame(index)),
];
const PIECES = formatLog(ENTRIES);

/** What a test compares: the kind, and which entry it is. */
const told = (entry: LogEntry): string =>
  entry.kind === 'frame'
    ? `${entry.atMs} ${Buffer.from(entry.bytes).toString('hex')}`
    : `${entry.atMs} ${JSON.stringify(entry.event)}`;
const expected = ENTRIES.map((entry) =>
  told(
    'event' in entry
      ? { kind: 'event', atMs: LOG_START_MS + entry.atMs, event: entry.event }
      : { kind: 'frame', atMs: LOG_START_MS + entry.atMs, bytes: entry.bytes },
  ),
);

describe('reading a frame log', () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'webmeeting-log-'));
  });
  after(() => rmSync(directory, { recursive: true }));

  const read = async (bytes: Uint8Array): Promise<LogPart[]> => {
    const path = join(directory, 'read.log');
    writeFileSync(path, bytes);
    const parts: LogPart[] = [];
    for await (const part of readFrameLog(path)) parts.push(part);
    return parts;
  };
  const entries = (parts: readonly LogPart[]): string[] =>
    parts.flatMap((part) => (part.kind === 'damaged' ? [] : [told(part)]));
  const damagedBytes = (parts: readonly LogPart[]): number =>
    parts.reduce((sum, part) => sum + (part.kind === 'damaged' ? part.bytes : 0), 0);

  it('gives every entry of a whole log, in order, and no damage', async () => {
    const parts = await read(Buffer.concat(PIECES));
    expect(entries(parts)).to.deep.equal(expected);
    expect(damagedBytes(parts)).to.equal(0);
  });

  it('gives every entry where pieces of the file end within them', async () => {
    const many = Array.from({ length: 6_000 }, (_, index) => frame(index, 30 + (index % 400)));
    const parts = await read(Buffer.concat(formatLog(many)));
    expect(parts.length).to.equal(6_000);
    expect(damagedBytes(parts)).to.equal(0);
  });

  it('gives nothing of a log that is empty, or that ends in its header', async () => {
    expect(await read(Buffer.alloc(0))).to.deep.equal([]);
    expect(await read(Buffer.concat(PIECES).subarray(0, 9))).to.deep.equal([]);
    expect(await read(Buffer.concat(PIECES).subarray(0, 16))).to.deep.equal([]);
  });

  it('finds the entries behind a header that is not ours', async () => {
    const bytes = Buffer.concat(PIECES);
    bytes.write('RIFFRIFFRIFFRIFF');
    const parts = await read(bytes);
    expect(entries(parts)).to.deep.equal(expected);
    expect(damagedBytes(parts)).to.equal(16);
  });

  it('gives nothing of a file that is something else', async () => {
    const parts = await read(Buffer.alloc(600_000, 'not a log '));
    expect(entries(parts)).to.deep.equal([]);
  });

  it('loses one entry, and says so, wherever a byte of it is damaged', async () => {
    const at = PIECES.slice(0, 20).reduce((sum, piece) => sum + piece.length, 0);
    const damagedEntry = PIECES[20]!.length;
    // One of each field: mark, kind, zero, length, time, body, check.
    for (const offset of [
      0,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      12,
      15,
      ENTRY_HEAD_BYTES,
      50,
      damagedEntry - 4,
      damagedEntry - 1,
    ]) {
      const bytes = Buffer.concat(PIECES);
      bytes[at + offset] = bytes[at + offset]! ^ 0x5a;
      const parts = await read(bytes);
      expect(entries(parts), `byte ${offset}`).to.deep.equal(expected.toSpliced(19, 1));
      expect(damagedBytes(parts), `byte ${offset}`).to.equal(damagedEntry);
    }
  });

  it('keeps the last entries when one shortly before them says that it is longer than the file', async () => {
    const bytes = Buffer.concat(PIECES);
    const at = bytes.length - PIECES.slice(-3).reduce((sum, piece) => sum + piece.length, 0);
    bytes.writeUInt32BE(8_000, at + 4);
    expect(entries(await read(bytes))).to.deep.equal(expected.toSpliced(-3, 1));
  });

  it('gives every whole entry, and no damage, of a log that was cut off anywhere', async () => {
    const whole = Buffer.concat(PIECES);
    const ends = PIECES.map((_, index) => PIECES.slice(0, index + 1).reduce((sum, piece) => sum + piece.length, 0));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (length) => {
        const parts = await read(whole.subarray(0, length));
        const kept = ends.slice(1).filter((end) => end <= length).length;
        expect(entries(parts)).to.deep.equal(expected.slice(0, kept));
        expect(damagedBytes(parts)).to.equal(0);
      }),
      { numRuns: 150 },
    );
  });

  it('gives every entry that is whole, and only what was written, whatever is damaged', async () => {
    const damage = fc.array(
      fc.record({ at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }), cut: fc.boolean() }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(damage, async (damages) => {
        let bytes: Uint8Array = Buffer.concat(PIECES);
        for (const { at, bytes: wrong, cut } of damages) {
          const from = at % bytes.length;
          const to = from + (cut ? Math.floor(wrong.length / 2) : wrong.length);
          bytes = Buffer.concat([bytes.subarray(0, from), wrong, bytes.subarray(to)]);
        }
        const hex = Buffer.from(bytes).toString('hex');
        const intact = expected.filter((_, index) => hex.includes(PIECES[index + 1]!.toString('hex')));
        expect(entries(await read(bytes))).to.deep.equal(intact);
      }),
      { numRuns: 150 },
    );
  });

  it('says how much of the file has been read', async () => {
    const path = join(directory, 'progress.log');
    writeFileSync(path, Buffer.concat(formatLog(Array.from({ length: 9_000 }, (_, index) => frame(index)))));
    const shares: number[] = [];
    for await (const _ of readFrameLog(path, { onRead: (bytes, of) => shares.push(bytes / of) }));
    expect(shares.length).to.be.greaterThan(2);
    expect(shares.at(-1)).to.equal(1);
  });
});
