import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { plainText } from '../../src/client/room/live/plain-text.ts';
import { type Person, until } from '../kit/browser.ts';
import { type ChatMeeting, startChatMeeting } from '../kit/chat-meeting.ts';
import type { HeadlessClient } from '../kit/headless-client.ts';
import { HOSTILE_TEXTS } from '../kit/hostile-texts.ts';

/** What only a payload that came alive would put on the page. */
const FOREIGN =
  'iframe, object, embed, base, meta[http-equiv], .chat script, .chat img, .chat h1, .chat style, .people img, [onload], [onerror], [onmouseover]';

/** A message as the room gives it on, with one kind of line end. Undefined when nothing of it is left. */
const acceptable = (text: string): string | undefined => plainText(text).replace(/[\u2028\u2029]/g, '\n') || undefined;
/** Names are one line. */
const asName = (text: string): string | undefined =>
  plainText(text)
    .replace(/[\n\t\u2028\u2029]/g, ' ')
    .slice(0, 80)
    .trim() || undefined;

describe('sixty hostile texts in the chat of a real browser', function () {
  this.timeout(120_000);
  let meeting: ChatMeeting;
  let zoe: Person;
  let max: HeadlessClient;
  const dialogs: string[] = [];
  const requests: string[] = [];

  before(async () => {
    meeting = await startChatMeeting();
    zoe = await meeting.guest('Zoe');
    max = await meeting.headless('Max');
    zoe.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    zoe.page.on('request', (request) => requests.push(request.url()));
    await zoe.page.evaluate(`document.addEventListener('securitypolicyviolation', (event) => {
      console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI);
    })`);
  });
  after(() => meeting?.close());

  /** In twos a second or so: the room takes no more of one person. */
  const sayAll = async (texts: readonly string[], to?: string): Promise<void> => {
    for (const text of texts) {
      for (;;) {
        const clientId = `hostile-${Math.random().toString(36).slice(2, 12)}`;
        const answer = await max.command('chat.send', { text, clientId, ...(to !== undefined && { to }) });
        if (answer.ok) break;
        expect(answer.code, JSON.stringify(text)).to.equal('too-many-attempts');
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  };
  const untilShown = (page: Page, texts: readonly string[]): Promise<(string | null)[]> =>
    until(
      'every text, as it was written',
      () => page.locator('.message__text').allTextContents(),
      (seen) => JSON.stringify(seen) === JSON.stringify(texts),
    );

  const harmless = async (): Promise<void> => {
    expect(await zoe.page.locator(FOREIGN).count(), 'elements from a text').to.equal(0);
    expect(dialogs).to.deep.equal([]);
    expect(zoe.complaints).to.deep.equal([]);
    const own = new URL(meeting.network.url).host;
    expect(
      requests.filter((url) => !['blob:', 'data:'].some((start) => url.startsWith(start)) && new URL(url).host !== own),
    ).to.deep.equal([]);
    for (const link of await zoe.page.locator('.message__text a').all()) {
      expect(await link.getAttribute('href')).to.match(/^(https?|mailto):/);
      expect(await link.getAttribute('rel')).to.equal('noopener noreferrer nofollow');
    }
  };

  const messages = [...HOSTILE_TEXTS.flatMap((text) => acceptable(text) ?? []), 'https://evil.example.net/pixel.gif'];

  it('as messages to all', async () => {
    await sayAll(messages);
    await untilShown(zoe.page, messages);
    await harmless();
  });

  it('as private messages', async () => {
    const id = max.view.welcome?.you.id ?? '';
    const zoeId = [...max.view.people.values()].find(({ id: other }) => other !== id)?.id ?? '';
    await sayAll(messages, zoeId);
    await zoe.page.getByRole('tab', { name: /Max/ }).click();
    await untilShown(zoe.page, messages);
    await harmless();
  });

  it('as names of those who write, in lists, tabs, notices and announcements', async () => {
    const { page } = zoe;
    const id = max.view.welcome?.you.id ?? '';
    const zoeId = [...max.view.people.values()].find(({ id: other }) => other !== id)?.id ?? '';
    const names = HOSTILE_TEXTS.flatMap((text) => asName(text) ?? []);
    let refused = 0;
    for (const name of names) {
      // Names may not change faster than this for long.
      await new Promise((resolve) => setTimeout(resolve, 600));
      const answer = await max.command('name.set', { name });
      if (!answer.ok) {
        refused += 1;
        continue;
      }
      await sayAll(['hello'], zoeId);
      await until(
        `the name ${name}`,
        () => page.locator('.conversation--private bdi').allTextContents(),
        (seen) => seen[0] === name,
      );
    }
    expect(refused, 'refused names').to.be.below(names.length / 2);
    await page.keyboard.press('Escape');
    await harmless();
  });

  it('typed by oneself come out as they went in', async () => {
    const { page } = zoe;
    await page.getByRole('tab', { name: /^All/ }).click();
    const texts = HOSTILE_TEXTS.filter((_, index) => index % 6 === 0);
    for (const text of texts) {
      await page.locator('.composer__text').fill(text);
      await page.locator('.composer__text').press('Enter');
    }
    const wanted = texts.map((text) => acceptable(text) ?? '');
    await until(
      'own texts',
      () => page.locator('.message--own .message__text').allTextContents(),
      (seen) => JSON.stringify(seen) === JSON.stringify(wanted),
      30_000,
    );
    await harmless();
  });
});
