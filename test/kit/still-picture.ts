import type { Page } from 'playwright-core';

/** Words of the running server that are others each time, and what stands in the picture for them. */
export type Replaced = ReadonlyArray<readonly [word: string, shown: string]>;

/** The edge of a block, in pixels: small enough to see a missing button, large enough not to see how a letter is smoothed. */
const BLOCK = 16;
/** How far the mean of a block may be off, of 255, in any of the three colours. */
const TOLERANCE = 14;

const write = (replaced: Replaced): string => `{
  const replaced = ${JSON.stringify(replaced)};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const [word, shown] of replaced)
      if (node.nodeValue.includes(word)) node.nodeValue = node.nodeValue.replaceAll(word, shown);
}`;

/** The screen as a PNG, with nothing in it that is another the next time. */
export const takePicture = async (page: Page, replaced: Replaced): Promise<Buffer> => {
  await page.mouse.move(0, 0);
  await page.evaluate(write(replaced));
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
};

const compare = (one: string, other: string): string => `(async () => {
  const read = async (base64) => {
    const blob = await (await fetch('data:image/png;base64,' + base64)).blob();
    const bitmap = await createImageBitmap(blob);
    const width = Math.ceil(bitmap.width / ${BLOCK}), height = Math.ceil(bitmap.height / ${BLOCK});
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return { size: bitmap.width + 'x' + bitmap.height, pixels: context.getImageData(0, 0, width, height).data };
  };
  const [one, other] = [await read('${one}'), await read('${other}')];
  if (one.size !== other.size) return 1;
  let off = 0;
  for (let at = 0; at < one.pixels.length; at += 4)
    if ([0, 1, 2].some((part) => Math.abs(one.pixels[at + part] - other.pixels[at + part]) > ${TOLERANCE})) off += 1;
  return off / (one.pixels.length / 4);
})()`;

/** How much of two pictures differs: 0 nothing, 1 all. `page` is an empty one of any browser: it does the reading. */
export const difference = (page: Page, one: Buffer, other: Buffer): Promise<number> =>
  page.evaluate<number>(compare(one.toString('base64'), other.toString('base64')));
