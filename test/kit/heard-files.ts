import type { BrowserContext, Page } from 'playwright-core';

/** A file that the page played through its sound graph: begun, and perhaps heard to its end. */
export interface HeardFile {
  readonly url: string;
  readonly seconds: number;
  ended: boolean;
}

/**
 * Runs in the page before its own scripts: writes down which of our files were decoded and played, by the sound graph's own word.
 * `ended` comes only when the clock of a running graph has gone past the end.
 */
const FILES_TAP = `{
  globalThis.heardFiles = [];
  const urls = new WeakMap();
  const own = fetch;
  globalThis.fetch = async (...what) => {
    const response = await own(...what);
    const read = response.arrayBuffer.bind(response);
    response.arrayBuffer = async () => {
      const bytes = await read();
      urls.set(bytes, new URL(response.url).pathname);
      return bytes;
    };
    return response;
  };
  const decode = BaseAudioContext.prototype.decodeAudioData;
  BaseAudioContext.prototype.decodeAudioData = async function (bytes, ...rest) {
    const url = urls.get(bytes);
    const buffer = await decode.call(this, bytes, ...rest);
    if (url !== undefined) urls.set(buffer, url);
    return buffer;
  };
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...when) {
    const url = urls.get(this.buffer);
    if (url !== undefined) {
      const heard = { url, seconds: this.buffer.duration, ended: false };
      globalThis.heardFiles.push(heard);
      this.addEventListener('ended', () => { heard.ended = true; });
    }
    return start.apply(this, when);
  };
}`;

/** Before the page is opened. */
export const tapFiles = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript({ content: FILES_TAP });
};

/** What the page has played since it was loaded, in order. */
export const heardFiles = (page: Page): Promise<readonly HeardFile[]> =>
  page.evaluate(() => (globalThis as { heardFiles?: readonly HeardFile[] }).heardFiles ?? []);
