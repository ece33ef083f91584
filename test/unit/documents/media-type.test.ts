import { expect } from 'chai';
import fc from 'fast-check';
import { HEAD_BYTES, mediaTypeOf } from '../../../src/documents/media-type.ts';
import { previewOf, servedType } from '../../../src/documents/preview.ts';

/** Beginnings that the detection looks behind. */
const STARTS = [
  '',
  '504b0304',
  '52494646',
  '3026b2758e66cf11a6d900aa0062ce6c',
  '1a45dfa3',
  '4f676753',
  '494433',
  '89504e470d0a1a0a',
  '49492a00',
  '0000001866747970',
  '1f8b08',
  'd0cf11e0a1b11ae1',
  '25504446',
  '3c3f786d6c',
].map((hex) => Buffer.from(hex, 'hex'));

describe('the media type of bytes', () => {
  it('is found for whatever comes, soon', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...STARTS),
        fc.uint8Array({ maxLength: 2_000 }),
        fc.integer({ min: 0, max: HEAD_BYTES }),
        async (start, rest, zeros) => {
          const head = Buffer.concat([start, rest, Buffer.alloc(zeros)]).subarray(0, HEAD_BYTES);
          const startMs = performance.now();
          expect(await mediaTypeOf(head, 'x')).to.match(/^[a-z]+\/[\w.+-]+$/);
          expect(performance.now() - startMs).to.be.lessThan(2_000);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that a browser could run is never one that is shown', async () => {
    const pages = [
      '<html>',
      '<script>1</script>',
      '<svg onload=1>',
      '<?xml version="1.0"?><a/>',
      '<!DOCTYPE html>',
      '<iframe src=x>',
    ];
    for (const page of pages)
      for (const before of ['', ' \n\t', '\ufeff', 'text first ', '<!-- x -->', 'x'.repeat(1_000)])
        for (const text of [page, page.toUpperCase()]) {
          const type = await mediaTypeOf(Buffer.from(before + text), 'page.txt');
          if (previewOf(type) === 'none') expect(servedType(type)).to.equal('application/octet-stream');
          else expect(servedType(type), JSON.stringify(before + text)).to.equal('text/plain; charset=utf-8');
        }
    expect(await mediaTypeOf(Buffer.from('\ufeff<!DOCTYPE html>'), 'a.txt')).to.equal('text/html');
  });

  it('of text cut in the middle of a character is text', async () => {
    const head = Buffer.from('é'.repeat(HEAD_BYTES)).subarray(0, HEAD_BYTES - 1);
    expect(await mediaTypeOf(head, 'a.txt')).to.equal('text/plain');
  });
});
