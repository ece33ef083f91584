import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import { propfindBody, responsesOf } from './dav-house.ts';
import { type DocumentsHouse, type DocumentsPerson, startDocumentsHouse } from './documents-house.ts';

const MIB = 1024 * 1024;
const FILE_BYTES = 200 * MIB;
const CHUNK = Buffer.alloc(MIB / 4, 'sound');

describe('much over WebDAV', function () {
  this.timeout(120_000);
  let house: DocumentsHouse;
  let anna: DocumentsPerson;
  before(async () => {
    house = await startDocumentsHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
  });
  after(() => house.stop());

  /** The most memory that the process has while `work` runs beyond what it had before, in bytes. */
  const growthOf = async (work: () => Promise<void>): Promise<number> => {
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    try {
      await work();
    } finally {
      clearInterval(watch);
    }
    return most - before;
  };

  const headers = () => ({ authorization: anna.authorization });

  it('a file of 200 MB goes up and comes down without being held in memory', async () => {
    const put = async (bytes: number): Promise<void> => {
      const parts = function* () {
        for (let sent = 0; sent < bytes; sent += CHUNK.length) yield CHUNK;
      };
      await new Promise<void>((resolve, reject) => {
        const options = { method: 'PUT', headers: { ...headers(), 'content-length': bytes } };
        const outgoing = request(`${house.url}/dav/documents/large.bin`, options, (incoming) => {
          incoming.resume();
          incoming.on('end', () => (incoming.statusCode === 201 || incoming.statusCode === 204 ? resolve() : reject()));
        });
        pipeline(Readable.from(parts()), outgoing).catch(reject);
      });
    };
    const get = async (): Promise<number> =>
      new Promise((resolve, reject) => {
        const outgoing = request(`${house.url}/dav/documents/large.bin`, { headers: headers() }, (incoming) => {
          let bytes = 0;
          incoming.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
          });
          incoming.on('end', () => resolve(bytes));
        });
        outgoing.on('error', reject);
        outgoing.end();
      });
    // What Node keeps for itself once it has moved anything at all is no matter of ours.
    await put(8 * MIB);
    await get();
    let came = 0;
    const up = await growthOf(() => put(FILE_BYTES));
    const down = await growthOf(async () => {
      came = await get();
    });
    expect(came).to.equal(FILE_BYTES);
    expect(up, 'growth while it goes up').to.be.lessThan(FILE_BYTES / 2);
    expect(down, 'growth while it comes down').to.be.lessThan(FILE_BYTES / 2);
  });

  it('a folder of 2,000 files is listed whole, and others get their turn meanwhile', async () => {
    const folder = await house.documents.createFolder(anna.account.id, '', 'many');
    await anna.send('PUT', 'one.txt', { body: 'the same bytes' });
    const { database } = house;
    const row = await database('documents').where({ name: 'one.txt' }).first();
    // One by one each would be synced to the disk.
    await database.batchInsert(
      'documents',
      Array.from({ length: 2_000 }, (_, number) => ({
        ...row,
        id: `many-${number}`,
        parent_id: folder.id,
        name: `recording ${number}.ogg`,
      })),
      50,
    );
    await anna.send('PROPFIND', 'many/', { headers: { depth: '1' } });
    let longestMs = 0;
    let lastMs = performance.now();
    const watch = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - lastMs);
      lastMs = performance.now();
    }, 1);
    const beganMs = performance.now();
    const answer = await anna.send('PROPFIND', 'many/', {
      headers: { depth: '1' },
      body: propfindBody('D:getetag', 'D:getcontentlength', 'D:getlastmodified', 'D:resourcetype', 'D:displayname'),
    });
    const tookMs = performance.now() - beganMs;
    clearInterval(watch);
    expect(responsesOf(answer.text).size).to.equal(2_001);
    expect(tookMs).to.be.lessThan(3_000);
    if (process.env['SHOW_FIGURES'] !== undefined)
      process.stderr.write(`      2,000 files: ${tookMs.toFixed()} ms, longest hold ${longestMs.toFixed()} ms\n`);
  });
});
