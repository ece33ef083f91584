import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { findings } from '../kit/axe.ts';
import { type Person, until } from '../kit/browser.ts';
import { type ChatMeeting, startChatMeeting } from '../kit/chat-meeting.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const HOSTILE = '<html><body><script>document.title = "taken"; parent.taken = true</script></body></html>';

describe('files in the chat, in two browsers', function () {
  this.timeout(120_000);
  let meeting: ChatMeeting;
  let ada: Person;
  let zoe: Person;

  before(async () => {
    meeting = await startChatMeeting();
    ada = await meeting.organizer();
    zoe = await meeting.guest('Zoe');
  });
  after(() => meeting?.close());

  const choose = async ({ page }: Person, name: string, mimeType: string, buffer: Buffer): Promise<void> => {
    await page.locator('.composer input[type=file]').setInputFiles([{ name, mimeType, buffer }]);
    await page.locator('.attached', { hasText: name }).locator('progress').waitFor({ state: 'detached' });
  };
  const send = ({ page }: Person): Promise<void> => page.getByRole('button', { name: 'Send', exact: true }).click();
  const saved = async ({ page }: Person, name: string): Promise<Buffer> => {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: `Download ${name}` }).click();
    return readFileSync(await (await download).path());
  };

  it('go from the guest to the organizer, with a picture that is shown', async () => {
    await choose(zoe, 'plan.png', 'image/png', PNG);
    await zoe.page.locator('.composer__text').fill('Here it is');
    await send(zoe);
    await ada.page.locator('.message-file__picture').waitFor();
    await until(
      'the picture is drawn',
      () =>
        ada.page
          .locator('.message-file__picture')
          .evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth),
      (width) => width > 0,
    );
    expect((await saved(ada, 'plan.png')).equals(PNG)).to.equal(true);
    expect(await ada.page.locator('.attached').count()).to.equal(0);
    if (process.env['SCREENSHOTS'])
      await ada.page.screenshot({ path: `${process.env['SCREENSHOTS']}/chat-picture.png` });
  });

  it('a page that is called a picture is saved, not run, and comes back to the guest without words', async () => {
    await choose(ada, 'cat.png', 'image/png', Buffer.from(HOSTILE));
    await send(ada);
    const link = zoe.page.getByRole('link', { name: 'Download cat.png' });
    await link.waitFor();
    expect(await zoe.page.locator('.message-file', { hasText: 'cat.png' }).locator('img').count()).to.equal(0);
    expect((await saved(zoe, 'cat.png')).toString()).to.equal(HOSTILE);
    // Opened by hand, without the mark to save it, it does not run either.
    const url = String(await link.getAttribute('href')).replace('&download=1', '');
    const answer = await zoe.page.evaluate(`fetch(${JSON.stringify(url)}).then((one) => [...one.headers])`);
    const headers = new Map(answer as [string, string][]);
    expect(headers.get('content-disposition')).to.match(/^attachment/);
    expect(headers.get('content-security-policy')).to.contain('sandbox');
    expect(await zoe.page.title()).to.not.equal('taken');
  });

  it('pasted and dropped ones are attached, can be taken off, and the organizer has a menu', async () => {
    const paste = `(() => {
      const data = new DataTransfer();
      data.items.add(new File(['pasted'], 'pasted.txt', { type: 'text/plain' }));
      document.querySelector('.composer__text').dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      const drop = new DataTransfer();
      drop.items.add(new File(['dropped'], 'dropped.txt', { type: 'text/plain' }));
      document.querySelector('.chat__panel').dispatchEvent(
        new DragEvent('drop', { dataTransfer: drop, bubbles: true, cancelable: true }));
    })()`;
    await ada.page.evaluate(paste);
    for (const name of ['pasted.txt', 'dropped.txt']) await ada.page.locator('.attached', { hasText: name }).waitFor();
    await ada.page.getByRole('button', { name: 'Take pasted.txt off' }).click();
    if (process.env['SCREENSHOTS'])
      await ada.page.screenshot({ path: `${process.env['SCREENSHOTS']}/chat-attached.png` });
    expect(await findings(ada.page)).to.deep.equal([]);
    await ada.page.getByRole('button', { name: 'Attach a file' }).click();
    await ada.page.getByRole('menuitem', { name: 'From Documents' }).click();
    const dialog = ada.page.getByRole('dialog', { name: 'Choose from your documents' });
    await dialog.getByRole('button', { name: 'Meetings' }).click();
    await dialog
      .getByRole('button', { name: /\d{4}-\d\d-\d\d/ })
      .last()
      .click();
    await dialog.getByRole('button', { name: /^plan\.png/ }).waitFor();
    if (process.env['SCREENSHOTS'])
      await ada.page.screenshot({ path: `${process.env['SCREENSHOTS']}/chat-picker.png` });
    expect(await findings(ada.page)).to.deep.equal([]);
    await dialog.getByRole('button', { name: /^plan\.png/ }).click();
    await ada.page.locator('.attached', { hasText: 'plan' }).getByRole('button', { name: /^Take/ }).waitFor();
    await send(ada);
    await zoe.page.getByRole('link', { name: 'Download dropped.txt' }).waitFor();
    expect(await zoe.page.getByRole('link', { name: /Download plan/ }).count()).to.equal(2);
    expect(await zoe.page.getByRole('link', { name: /pasted/ }).count()).to.equal(0);
  });

  it('fit on a narrow screen', async () => {
    await zoe.page.setViewportSize({ width: 320, height: 640 });
    await choose(
      zoe,
      'a-rather-long-name-of-a-file-that-somebody-has-chosen.pdf',
      'application/pdf',
      Buffer.from('%PDF-1.4\n'),
    );
    const wide = await zoe.page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
    if (process.env['SCREENSHOTS'])
      await zoe.page.screenshot({ path: `${process.env['SCREENSHOTS']}/chat-narrow.png` });
    expect(wide).to.equal(false);
    expect(await findings(zoe.page)).to.deep.equal([]);
  });
});
