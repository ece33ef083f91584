import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { projectRoot } from '../../src/app/project-root.ts';
import { LANGUAGES, type Language } from '../../src/base/languages.ts';
import type { Overview } from '../../src/contract/http/overview.ts';
import type { RecordingPage } from '../../src/contract/http/recording.ts';
import { ApiClient } from '../kit/api-client.ts';
import { openPerson, type Person } from '../kit/browser.ts';
import { type FurnishedHouse, startFurnishedHouse } from '../kit/furnished-house.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys } from '../kit/headless-door.ts';
import { recordingFixture } from '../kit/recording-fixture.ts';
import { type RecordingServer, startRecordingServer } from '../kit/recording-server.ts';
import { ADMIN } from '../kit/start-app.ts';
import { difference, type Replaced, takePicture } from '../kit/still-picture.ts';

/** UPDATE_PICTURES=1 writes the pictures instead of holding the screens against them. */
const IS_UPDATE = process.env['UPDATE_PICTURES'] === '1';
const MANUAL = join(projectRoot(), 'docs', 'manual');
const MOST_BYTES = 150_000;
/** Of the blocks of a picture. */
const MOST_DIFFERENCE = 0.03;
const START_MS = Date.parse('2027-03-02T08:55:00Z');
const CONTEXT: BrowserContextOptions = {
  viewport: { width: 1200, height: 750 },
  colorScheme: 'light',
  reducedMotion: 'reduce',
};
const NAMES = [
  ...['calendar', 'editor', 'overview', 'accounts', 'sign-in', 'services', 'telephone', 'backups'],
  ...['door', 'room', 'recording'],
] as const;
type Name = (typeof NAMES)[number];

const WORDS = {
  en: {
    locale: 'en-GB',
    speaker: 'Headphones',
    edit: 'Edit',
    board: 'Steering committee',
    join: 'Join the WebMeeting',
    ready: 'The group chat is ready',
    nextDates: 'Next dates',
  },
  fr: {
    locale: 'fr-FR',
    speaker: 'Casque',
    edit: 'Modifier',
    board: 'Comité de pilotage',
    join: 'Rejoindre le WebMeeting',
    ready: 'Le chat groupe est prêt',
    nextDates: 'Prochaines dates',
  },
} as const;
const TALK = {
  en: ['Good morning', 'The figures of February are in Documents.', 'Thank you. I have a question on page two.'],
  fr: [
    'Bonjour à tous',
    'Les chiffres de février sont dans les Documents.',
    'Merci. J’ai une question sur la page deux.',
  ],
} as const;

/** Of the recording. */
const MINUTES = 4;
const CHAPTERS = {
  en: ['Round the table', 'Budget', 'Decision: we open in May', 'What is next'],
  fr: ['Tour de table', 'Budget', 'Décision : ouverture en mai', 'La suite'],
} as const;

const recordingOf = (language: Language): RecordingPage => {
  const fixture = recordingFixture({ minutes: MINUTES });
  const chapters = fixture.chapters.map((chapter, index) => ({ ...chapter, label: CHAPTERS[language][index] ?? '' }));
  return { ...fixture, title: WORDS[language].board, chapters };
};

/** The browser lives at the time of the server. */
const moveClock = (shiftMs: number): string => `{
  const Real = Date;
  globalThis.Date = class Date extends Real {
    constructor(...given) { if (given.length === 0) super(Real.now() + ${shiftMs}); else super(...given); }
    static now() { return Real.now() + ${shiftMs}; }
  };
}`;

const fileOf = (language: Language, name: string): string => join(MANUAL, 'pictures', language, `${name}.png`);
const namedIn = (language: Language): string[] => {
  const texts = readdirSync(join(MANUAL, language)).map((file) => readFileSync(join(MANUAL, language, file), 'utf8'));
  return texts.flatMap((text) =>
    [...text.matchAll(/\]\(\.\.\/pictures\/([^)]+)\.png\)/g)].map(([, path = '']) => path),
  );
};

describe('the pictures of the manuals', function () {
  this.timeout(120_000);
  const directory = mkdtempSync(join(tmpdir(), 'webmeeting-pictures-'));
  const audioFile = join(directory, 'silence.ogg');
  let reader: Person;
  before(async () => {
    const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=mono', '-t', String(MINUTES * 60), '-c:a', 'libopus'];
    execFileSync('ffmpeg', ['-loglevel', 'error', ...silence, '-b:a', '8k', audioFile]);
    reader = await openPerson();
  });
  after(async () => {
    await reader?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  for (const language of LANGUAGES) {
    const words = WORDS[language];

    describe(language, () => {
      let house: FurnishedHouse;
      let recordings: RecordingServer;
      let olga: Person;
      let guest: Person;
      const inside: HeadlessClient[] = [];
      const open = async (): Promise<Person> => {
        const person = await openPerson({ context: { ...CONTEXT, locale: words.locale } });
        await person.context.addInitScript({ content: moveClock(house.shiftMs) });
        return person;
      };

      before(async () => {
        house = await startFurnishedHouse(language, START_MS);
        recordings = await startRecordingServer({
          clientDirectory: join(projectRoot(), 'dist', 'client'),
          audioFile,
        });
        recordings.recordings.set('rec-1', recordingOf(language));
        [olga, guest] = await Promise.all([open(), open()]);
        await olga.page.goto(`${house.url}/sign-in`);
        await olga.page.locator('input[name=email]').fill(ADMIN.email);
        await olga.page.locator('input[name=password]').fill(ADMIN.password);
        await olga.page.keyboard.press('Enter');
        await olga.page.getByRole('button', { name: 'Bertrand Fèvre' }).waitFor();
      });
      after(async () => {
        for (const one of inside) one.close();
        await Promise.all([olga?.close(), guest?.close()]);
        await recordings?.close();
        await house?.dispose();
      });

      const goTo = async (path: string): Promise<Page> => {
        const { page } = olga;
        await page.goto(`${house.url}${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
        return page;
      };
      const showCalendar = async (): Promise<Page> => {
        const page = await goTo('/?view=week&date=2027-03-02');
        await page
          .getByRole('button', { name: new RegExp(`^${words.board}`) })
          .first()
          .waitFor();
        return page;
      };
      const comeIn = async (name: string, mailbox: string): Promise<HeadlessClient> => {
        const { ticket } = await enterByKeys(new ApiClient(house.url), { link: house.linkOf(mailbox), name });
        const one = await enterRoom(house.url, { ticket });
        inside.push(one);
        await one.command('microphone.set', { state: 'muted' });
        return one;
      };

      /** What this machine measures of itself gives way to the days that the house is furnished with. */
      const showOverview = async (): Promise<Page> => {
        await olga.page.route('**/api/v1/admin/overview*', async (route) => {
          const response = await route.fetch();
          const overview: Overview = await response.json();
          const points = overview.points.filter(({ at }) => Date.parse(at) < START_MS - 600_000);
          const gigabyte = 1_073_741_824;
          const disk = { recordings: 41, documents: 18, database: 1, backups: 22, other: 9, free: 109 };
          const bytes = Object.fromEntries(Object.entries(disk).map(([kind, size]) => [kind, size * gigabyte]));
          await route.fulfill({
            response,
            json: { ...overview, points, now: points.at(-1)?.values, disk: bytes, memoryTotalBytes: 8 * gigabyte },
          });
        });
        return goTo('/admin');
      };

      /** Each brings its screen up, in the order of `NAMES`. */
      const show: Readonly<Record<Name, () => Promise<Page>>> = {
        async door() {
          await guest.page.goto(house.linkOf('zoe.martin'));
          await guest.page.getByText(words.board).first().waitFor();
          await guest.page.waitForTimeout(500);
          return guest.page;
        },
        async room() {
          await house.api.post(`/events/${house.board.id}/start`);
          const claire = await comeIn('Claire Dubois', 'claire.dubois');
          const ahmed = await comeIn('Ahmed Benali', 'ahmed.benali');
          const { page } = guest;
          await page.getByRole('button', { name: words.join }).click();
          await page.getByText(words.ready).waitFor();
          await claire.say(TALK[language][0]);
          await claire.say(TALK[language][1]);
          await ahmed.say(TALK[language][2]);
          await ahmed.ask('hand.set', { raised: true });
          await page.getByText(TALK[language][2]).first().waitFor();
          return page;
        },
        calendar: showCalendar,
        async editor() {
          const page = await showCalendar();
          await page
            .getByRole('button', { name: new RegExp(`^${words.board}`) })
            .first()
            .click();
          await page.getByRole('button', { name: words.edit, exact: true }).click();
          await page.locator('dialog[open] input[name=title]').waitFor();
          await page.getByRole('list', { name: words.nextDates }).waitFor();
          return page;
        },
        async recording() {
          await guest.page.goto(`${recordings.url}/recordings/rec-1`);
          await guest.page.getByRole('heading', { level: 1 }).waitFor();
          return guest.page;
        },
        overview: showOverview,
        accounts: () => goTo('/admin/accounts'),
        'sign-in': () => goTo('/admin/sign-in'),
        services: () => goTo('/admin/services'),
        telephone: () => goTo('/admin/telephone'),
        backups: () => goTo('/admin/backups'),
      };
      const replaced = (): Replaced => [
        [house.url, 'https://meet.example.org'],
        [join(house.dataDirectory, 'backups'), '/var/backups/webmeeting'],
        [house.meeting.id.replace(/(\d{3})(?=\d)/g, '$1 '), '351 354 086'],
        [house.meeting.id.replace(/(\d{3})(?=\d)/g, '$1\u00a0'), '351\u00a0354\u00a0086'],
        [house.meeting.pin ?? '', '246 810'],
        [String(house.sipPort + 1), '5061'],
        [String(house.sipPort), '5060'],
        ['127.0.0.1', '203.0.113.7'],
        // The devices of the browser of the tests.
        ['Fake Default Audio Input', 'Microphone (USB)'],
        ['Fake Default Audio Output', words.speaker],
      ];

      for (const name of NAMES)
        it(`${name} is what the screen shows`, async () => {
          const page = await show[name]();
          const picture = await takePicture(page, replaced());
          expect(picture.length, 'bytes').to.be.at.most(MOST_BYTES);
          const file = fileOf(language, name);
          if (IS_UPDATE) {
            mkdirSync(join(MANUAL, 'pictures', language), { recursive: true });
            writeFileSync(file, picture);
          }
          expect(existsSync(file), `${file} is missing: UPDATE_PICTURES=1 makes it`).to.equal(true);
          const off = await difference(reader.page, readFileSync(file), picture);
          if (off > MOST_DIFFERENCE) writeFileSync(join(tmpdir(), `manual-${language}-${name}.png`), picture);
          expect(off, `${name} differs: look at it in ${tmpdir()}, UPDATE_PICTURES=1 takes it`).to.be.at.most(
            MOST_DIFFERENCE,
          );
        });

      it('the manuals name each of them, and no other', () => {
        const made = NAMES.map((name) => `${language}/${name}`).toSorted();
        expect([...new Set(namedIn(language))].toSorted()).to.deep.equal(made);
        const kept = readdirSync(join(MANUAL, 'pictures', language)).map((file) => `${language}/${file.slice(0, -4)}`);
        expect(kept.toSorted()).to.deep.equal(made);
      });
    });
  }
});
