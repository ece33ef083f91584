import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { FrameLocator, Locator, Page, Request } from 'playwright-core';
import type { DocumentBody, DocumentList, ShareList } from '../../src/contract/http/document.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { smallPdf } from '../kit/small-pdf.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';
import { writeToneFile } from '../kit/tone-file.ts';

/** Of the screen: as large as one piece that it sends. */
const PIECE = 8 * 1024 * 1024;
/** The smallest picture: one red point. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const HOSTILE_NAME = `"><img src=x onerror="window.ran=1"> & '{{name}}'.html`;
const HOSTILE = '<html><body><script>window.ran = 1; parent.ran = 1; top.ran = 1</script><h1>Run</h1></body></html>';
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran=1"><script>window.ran=1</script></svg>';

describe('the documents of an account', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let api: ApiClient;
  let person: Person;
  let page: Page;
  let folder: string;

  const file = (name: string, bytes: Buffer | string): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const signIn = async (where: Page, address: string): Promise<void> => {
    await where.goto(`${running.url}${address}`);
    await where.locator('input[name=email]').fill(ADMIN.email);
    await where.locator('input[name=password]').fill(ADMIN.password);
    await where.keyboard.press('Enter');
    await where.locator('.documents').waitFor();
  };
  const list = async (query = ''): Promise<readonly DocumentBody[]> =>
    (await api.get<DocumentList>(`/documents${query}`)).documents;
  const named = async (name: string, query = ''): Promise<DocumentBody | undefined> =>
    (await list(query)).find((one) => one.name === name);
  const open = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const row = (name: string): Locator => page.locator('.documents__row').filter({ has: open(name) });
  const box = (): Locator => page.locator('dialog[open]').last();
  const choose = async (...paths: string[]): Promise<void> => {
    await page.locator('input[type=file]:not([webkitdirectory])').first().setInputFiles(paths);
  };
  const closeUploads = async (): Promise<void> => {
    await page.getByRole('region', { name: 'Uploads' }).getByRole('button', { name: 'Close', exact: true }).click();
  };
  const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const storedSha = async (name: string): Promise<string> => {
    const found = await named(name);
    const answer = await fetch(`${running.url}/api/v1/documents/${found?.id}/content`, {
      headers: { cookie: api.cookie() },
    });
    return sha(Buffer.from(await answer.arrayBuffer()));
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'webmeeting-documents-'));
    running = await startApp();
    api = await running.admin();
    await api.patch('/account', { language: 'en', timeZone: 'Europe/Paris' });
    person = await openPerson();
    page = person.page;
    page.on('dialog', (dialog) => void dialog.accept());
    await signIn(page, '/documents');
  });
  after(async () => {
    await person?.close();
    await running?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says that there is nothing yet, and takes files with the button that it offers', async () => {
    await page.getByRole('heading', { name: 'No documents yet' }).waitFor();
    writeToneFile(join(folder, 'tone.wav'), 440);
    await choose(
      file('notes.txt', 'Hello <b>wörld</b>\n'),
      file('point.png', Buffer.from(PNG, 'base64')),
      file('report.pdf', smallPdf(['Quarterly report', 'Second page'])),
      join(folder, 'tone.wav'),
      file('data.bin', randomBytes(100)),
    );
    await page.getByText('5 files uploaded').waitFor();
    await closeUploads();
    for (const name of ['notes.txt', 'point.png', 'report.pdf', 'tone.wav', 'data.bin']) await open(name).waitFor();
    expect((await list()).length).to.equal(5);
  });

  it('shows each kind of file in its window, and goes to the next with the arrow keys', async () => {
    await open('notes.txt').click();
    await page.getByRole('dialog', { name: 'Preview of notes.txt' }).getByText('Hello <b>wörld</b>').waitFor();
    await page.getByRole('button', { name: 'Next', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    const picture = page.getByRole('img', { name: 'point.png' });
    await picture.waitFor();
    expect(await picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).to.equal(1);
    await page.keyboard.press('ArrowRight');
    const frame: FrameLocator = page.frameLocator('iframe[title="Pages of report.pdf"]');
    await frame.getByText('Quarterly report').waitFor();
    await frame.getByRole('region', { name: 'Page 2 of 2' }).waitFor();
    // Within the frame the arrow keys lead on as well.
    await frame.locator('main').focus();
    await page.keyboard.press('ArrowRight');
    const sound = page.getByLabel('Sound of tone.wav');
    await sound.waitFor();
    await until(
      'the length of the sound',
      () => sound.evaluate((audio) => (audio as unknown as { duration: number }).duration || 0),
      (seconds) => seconds > 0.5,
    );
    await page.keyboard.press('Escape');
    await open('data.bin').click();
    await page.getByText('There is no preview for this kind of file.').waitFor();
    await page.keyboard.press('Escape');
    await box().waitFor({ state: 'detached' });
  });

  it('draws PDFs where nothing of ours is in reach', async () => {
    await open('report.pdf').click();
    const frame = page.frameLocator('iframe[title="Pages of report.pdf"]');
    await frame.getByText('Quarterly report').waitFor();
    const reach = await frame.locator('body').evaluate(() => {
      const inside = globalThis as unknown as {
        origin: string;
        readonly localStorage: { length: number };
        readonly parent: { document: { title: string } };
      };
      const reached: string[] = [inside.origin];
      try {
        reached.push(`storage ${inside.localStorage.length}`);
      } catch (error) {
        reached.push(error instanceof Error ? error.name : String(error));
      }
      try {
        reached.push(inside.parent.document.title);
      } catch (error) {
        reached.push(error instanceof Error ? error.name : String(error));
      }
      return reached;
    });
    expect(reach).to.deep.equal(['null', 'SecurityError', 'SecurityError']);
    const answer = await fetch(`${running.url}/pdf-view`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy)
      .to.include('sandbox allow-scripts;')
      .and.include("default-src 'none'")
      .and.not.include('unsafe-eval ');
    await page.keyboard.press('Escape');
    await box().waitFor({ state: 'detached' });
  });

  it('goes on with an upload after the network was cut, from where it was cut', async () => {
    const bytes = randomBytes(PIECE * 2 + 1_000);
    const offsets: number[] = [];
    const note = (request: Request): void => {
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
    };
    page.on('request', note);
    let cut = false;
    await page.route('**/api/v1/uploads/*', async (route) => {
      const offset = Number(route.request().headers()['upload-offset'] ?? 0);
      if (offset >= PIECE && !cut) {
        cut = true;
        await person.context.setOffline(true);
      }
      if (cut) await route.abort('internetdisconnected');
      else await route.fallback();
    });
    await choose(file('large.bin', bytes));
    await page.getByText(/^No connection\. Goes on by itself at \d+\s?%/).waitFor();
    offsets.length = 0;
    await page.unroute('**/api/v1/uploads/*');
    await person.context.setOffline(false);
    await page.getByText('1 file uploaded').waitFor({ timeout: 40_000 });
    page.off('request', note);
    expect(Math.min(...offsets)).to.equal(PIECE);
    expect(await storedSha('large.bin')).to.equal(sha(bytes));
    await closeUploads();
  });

  it('goes on after the page was loaded anew, when the same file is chosen again', async () => {
    const path = file('again.bin', randomBytes(PIECE + 5_000));
    await page.route('**/api/v1/uploads/*', async (route) => {
      const offset = Number(route.request().headers()['upload-offset'] ?? 0);
      if (offset >= PIECE) await route.abort('internetdisconnected');
      else await route.fallback();
    });
    await choose(path);
    await page.getByText(/^No connection/).waitFor();
    await page.reload();
    await open('notes.txt').waitFor();
    // Not before: what is tried once more would get through.
    await page.unroute('**/api/v1/uploads/*');
    const next = page.waitForRequest((request) => request.method() === 'PATCH');
    await choose(path);
    expect((await next).headers()['upload-offset']).to.equal(String(PIECE));
    await page.getByText('1 file uploaded').waitFor({ timeout: 40_000 });
    expect(await storedSha('again.bin')).to.equal(sha(readFileSync(path)));
    await closeUploads();
  });

  it('says why a file was not taken, and tries again when asked', async () => {
    const full = {
      status: 507,
      contentType: 'application/problem+json',
      json: { status: 507, code: 'quota-exceeded' },
    };
    await page.route('**/api/v1/uploads/', (route) => route.fulfill(full), { times: 1 });
    await choose(file('more.txt', 'more'));
    await page.getByText(/^No room: .* of your space is left/).waitFor();
    await page.getByRole('button', { name: 'Try more.txt again' }).click();
    await page.getByText('1 file uploaded').waitFor();
    await closeUploads();
  });

  it('makes a folder, renames with F2, and says what a name may not be', async () => {
    await page.getByRole('button', { name: 'New', exact: true }).click();
    await page.getByRole('menuitem', { name: 'New folder' }).click();
    await box().getByLabel('Name').fill('a/b');
    await page.keyboard.press('Enter');
    await page.getByText(/^A name cannot hold/).waitFor();
    await box().getByLabel('Name').fill('Projects');
    await page.keyboard.press('Enter');
    await open('Projects').waitFor();
    await row('notes.txt').focus();
    await page.keyboard.press('F2');
    const field = page.getByLabel('New name of notes.txt');
    expect(
      await field.evaluate((element) => {
        const input = element as unknown as { value: string; selectionStart: number; selectionEnd: number };
        return input.value.slice(input.selectionStart, input.selectionEnd);
      }),
    ).to.equal('notes');
    await field.fill('point.png');
    await page.keyboard.press('Enter');
    await page.getByText(/already something called that/).waitFor();
    await field.fill('Notes of Monday.txt');
    await page.keyboard.press('Enter');
    await open('Notes of Monday.txt').waitFor();
    expect(await named('Notes of Monday.txt')).to.not.equal(undefined);
    // The keyboard is back in the list.
    expect(await page.evaluate<string>('document.activeElement.tagName')).to.equal('TR');
  });

  it('moves by the tree of folders with keys alone, and takes it back', async () => {
    await row('Notes of Monday.txt').focus();
    await page.keyboard.press(' ');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Move to…' }).waitFor();
    await page.keyboard.type('m');
    await page.keyboard.press('Enter');
    await page.getByRole('treeitem', { name: 'Projects' }).waitFor();
    await page.getByRole('treeitem', { name: 'My documents' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('treeitem', { name: 'Projects', selected: true }).waitFor();
    await page.getByRole('button', { name: 'Move here' }).press('Enter');
    await open('Notes of Monday.txt').waitFor({ state: 'detached' });
    const projects = await named('Projects');
    expect(await named('Notes of Monday.txt', `?folder=${projects?.id}`)).to.not.equal(undefined);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await open('Notes of Monday.txt').waitFor();
  });

  it('moves what is dragged onto a folder', async () => {
    await row('data.bin').dragTo(row('Projects'));
    await open('data.bin').waitFor({ state: 'detached' });
    await open('Projects').click();
    await open('data.bin').waitFor();
    expect(new URL(page.url()).pathname).to.equal(`/documents/${(await named('Projects'))?.id}`);
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'My documents' }).click();
    await open('Projects').waitFor();
  });

  it('chooses with keys, deletes several at once, and gives them back', async () => {
    await row('again.bin').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('toolbar', { name: '2 selected' }).waitFor();
    await page.keyboard.press('Delete');
    await page.getByText('2 documents are in the bin.').waitFor();
    await open('again.bin').waitFor({ state: 'detached' });
    expect((await list('?bin=1')).length).to.equal(2);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await open('again.bin').waitFor();
    await page.keyboard.press('Control+a');
    await row('again.bin').focus();
    await page.keyboard.press('Control+a');
    await page.getByRole('toolbar', { name: /^\d+ selected$/ }).waitFor();
    expect(await page.locator('.documents__row[aria-selected=true]').count()).to.equal((await list()).length);
    await page.keyboard.press('Escape');
    await page.getByRole('toolbar').waitFor({ state: 'detached' });
  });

  it('keeps in the bin what was deleted, and asks before it is gone for ever', async () => {
    for (const name of ['again.bin', 'large.bin']) {
      await page.getByRole('button', { name: `Actions for ${name}` }).click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await open(name).waitFor({ state: 'detached' });
    }
    await page.getByRole('link', { name: 'Bin' }).click();
    await page.getByText('large.bin', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Actions for large.bin' }).click();
    await page.getByRole('menuitem', { name: 'Put back' }).click();
    await page.getByText('large.bin', { exact: true }).waitFor({ state: 'detached' });
    expect(await named('large.bin')).to.not.equal(undefined);
    await page.getByRole('button', { name: 'Empty the bin' }).click();
    await box()
      .getByText(/cannot be brought back/)
      .waitFor();
    await box().getByRole('button', { name: 'Empty the bin' }).click();
    await page.getByRole('heading', { name: 'The bin is empty' }).waitFor();
    expect(await list('?bin=1')).to.deep.equal([]);
    await page.getByRole('link', { name: 'My documents' }).click();
    await open('Projects').waitFor();
  });

  it('finds by name in all folders, and sorts', async () => {
    await page.getByLabel('Search documents').fill('data');
    await page.getByText('1 document found for “data”').waitFor();
    await open('data.bin').waitFor();
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await open('Projects').waitFor();
    await page.getByRole('button', { name: 'Size' }).click();
    await page.getByRole('columnheader', { name: 'Size' }).and(page.locator('[aria-sort=descending]')).waitFor();
    await until(
      'the largest file first',
      () => page.locator('.documents__row .documents__open').allInnerTexts(),
      (names) => names.find((name) => name !== 'Projects') === 'large.bin',
    );
    await page.getByRole('button', { name: 'Name', exact: true }).click();
  });

  it('shares a folder by a link, which a guest opens until it is taken back', async () => {
    await page.getByRole('button', { name: 'Actions for Projects' }).click();
    await page.getByRole('menuitem', { name: 'Share' }).click();
    await box().getByRole('button', { name: 'Create a link' }).click();
    const address = await box()
      .getByRole('textbox', { name: /^Link of/ })
      .inputValue();
    await box().getByLabel('Mail address').fill('not an address');
    await box().getByRole('button', { name: 'Add', exact: true }).click();
    await box()
      .getByText(/One plain mail address/)
      .waitFor();
    const guests = await person.context.browser()?.newContext({ locale: 'en-GB' });
    const guest = await guests?.newPage();
    if (!guests || !guest) throw new Error('no browser');
    try {
      await guest.goto(address);
      await guest.getByRole('heading', { name: 'Projects' }).waitFor();
      await guest.getByRole('button', { name: 'Open data.bin' }).click();
      await guest.getByText('There is no preview for this kind of file.').waitFor();
      const download = guest.waitForEvent('download');
      await guest.getByRole('dialog').getByRole('link', { name: 'Download' }).first().click();
      expect((await download).suggestedFilename()).to.equal('data.bin');
      await guest.keyboard.press('Escape');
      expect(await findings(guest)).to.deep.equal([]);
      await box()
        .getByRole('button', { name: /^Take the link of/ })
        .click();
      await box().getByText('The link no longer works.').waitFor();
      // The button is gone with its line: the keyboard is still in this part of the window.
      await until(
        'the keyboard at the heading',
        () => page.evaluate<string>('document.activeElement.textContent'),
        (text) => text === 'By a link',
      );
      await guest.reload();
      await guest.getByRole('heading', { name: 'This link leads nowhere' }).waitFor();
    } finally {
      await guests.close();
    }
    expect((await api.get<ShareList>(`/documents/${(await named('Projects'))?.id}/shares`)).shares).to.deep.equal([]);
    await box().getByRole('button', { name: 'Close' }).last().click();
  });

  it('runs nothing of what is uploaded, however it is called', async () => {
    await choose(file('page.html', HOSTILE), file('drawing.svg', DRAWING));
    await page.getByText('2 files uploaded').waitFor();
    await closeUploads();
    const html = await named('page.html');
    await api.patch(`/documents/${html?.id}`, { name: HOSTILE_NAME });
    await page.reload();
    await open(HOSTILE_NAME).waitFor();
    for (const name of [HOSTILE_NAME, 'drawing.svg']) {
      await open(name).click();
      await box().locator('.preview__body > *').first().waitFor();
      await page.keyboard.press('Escape');
      await box().waitFor({ state: 'detached' });
    }
    // Opened by its address it is not run either, nor taken for a page of ours.
    const direct = await person.context.newPage();
    for (const path of [`/f/${html?.id}`, `/api/v1/documents/${html?.id}/content`])
      await direct.goto(`${running.url}${path}`).catch(() => undefined);
    expect(await direct.evaluate('window.ran')).to.equal(undefined);
    await direct.close();
    expect(await page.evaluate('window.ran')).to.equal(undefined);
  });

  it('tells the address for file managers', async () => {
    await page.getByRole('button', { name: 'Open in your file manager' }).click();
    await box().getByText(`${running.url}/dav/documents/`).waitFor();
    await box().getByRole('button', { name: 'Create an app password' }).click();
    await page.getByRole('heading', { name: 'Devices and programs' }).and(page.locator(':focus')).waitFor();
    await until(
      'the passwords in sight',
      () =>
        page
          .locator('#devices')
          .evaluate(
            (part) => (part as unknown as { getBoundingClientRect(): { top: number } }).getBoundingClientRect().top,
          ),
      (top) => top >= 0 && top < 400,
    );
    await page.goBack();
    await open('Projects').waitFor();
  });

  for (const { language, scheme, width, menu, share } of [
    { language: 'en', scheme: 'light', width: 1280, menu: 'Actions for Projects', share: 'Share' },
    { language: 'fr', scheme: 'dark', width: 320, menu: 'Actions pour Projects', share: 'Partager' },
  ] as const)
    it(`is accessible: ${language}, ${scheme}, ${width} px`, async () => {
      await api.patch('/account', { language });
      const context = await person.context.browser()?.newContext({
        locale: language === 'fr' ? 'fr-FR' : 'en-GB',
        colorScheme: scheme,
        viewport: { width, height: 800 },
        reducedMotion: 'reduce',
      });
      const looked = await context?.newPage();
      if (!context || !looked) throw new Error('no browser');
      const check = async (what: string): Promise<void> => {
        expect(await findings(looked), what).to.deep.equal([]);
        const over = await looked.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(over, `${what}: scrolls sideways`).to.be.at.most(0);
      };
      try {
        await signIn(looked, '/documents');
        await looked.getByRole('button', { name: 'Projects', exact: true }).waitFor();
        await check('list');
        await looked.locator('.documents__row input').first().check();
        await looked.locator('.selection').waitFor();
        await check('selection');
        await looked.getByRole('button', { name: menu }).click();
        await looked.getByRole('menuitem', { name: share }).click();
        await looked.locator('select[name=share-end]').waitFor();
        await check('share');
        await looked.keyboard.press('Escape');
        await looked.getByRole('button', { name: 'report.pdf', exact: true }).click();
        await looked.frameLocator('iframe').getByText('Quarterly report').waitFor();
        await check('preview');
        await looked.keyboard.press('Escape');
        await looked.goto(`${running.url}/documents/bin`);
        await looked.getByRole('heading', { level: 2 }).last().waitFor();
        await check('empty bin');
      } finally {
        await context.close();
      }
    });

  it('was shown without a complaint of the browser', () => {
    const expected = /40[14]|409|507|ERR_INTERNET_DISCONNECTED/;
    expect(person.complaints.filter((text) => !expected.test(text))).to.deep.equal([]);
  });
});
