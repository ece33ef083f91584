import { expect } from 'chai';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person } from '../kit/browser.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

interface Look {
  readonly language: 'fr' | 'en';
  readonly scheme: 'light' | 'dark';
  readonly width: number;
}

const LOOKS: readonly Look[] = [
  { language: 'en', scheme: 'light', width: 1280 },
  { language: 'fr', scheme: 'dark', width: 1280 },
  { language: 'fr', scheme: 'light', width: 320 },
  { language: 'en', scheme: 'dark', width: 320 },
];

const WORDS = {
  en: {
    create: 'Create',
    event: 'Event',
    edit: 'Edit',
    cancel: 'Cancel',
    discard: 'Discard the changes',
    nextDates: 'Next dates',
    menu: 'Open the menu',
    share: /^Share/,
    join: 'Join the WebMeeting',
    info: 'Meeting information',
    ready: 'The group chat is ready',
  },
  fr: {
    create: 'Créer',
    event: 'Événement',
    edit: 'Modifier',
    cancel: 'Annuler',
    discard: /^Abandonner/,
    nextDates: 'Prochaines dates',
    menu: 'Ouvrir le menu',
    share: /^Partager/,
    join: 'Rejoindre le WebMeeting',
    info: 'Informations',
    ready: 'Le chat groupe est prêt',
  },
} as const;

describe('accessibility', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let meeting: { id: string; pin: string };

  before(async () => {
    running = await startApp();
    const api = await running.admin();
    meeting = await api.post('/meetings', {});
    const today = new Date().toISOString().slice(0, 10);
    await api.post('/events', {
      title: 'Weekly',
      start: `${today}T10:00`,
      end: `${today}T11:00`,
      webMeeting: true,
      invitees: [{ email: 'zoe@example.net', name: 'Zoé' }],
      description: 'See https://example.org',
    });
    await api.post('/events', { title: 'Holiday', start: today, end: today, allDay: true });
  });
  after(() => running.dispose());

  for (const look of LOOKS) {
    const { language, scheme, width } = look;
    const words = WORDS[language];

    describe(`${language}, ${scheme}, ${width} px`, () => {
      let person: Person;
      const check = async (what: string): Promise<void> => {
        // Motion would be caught half-way: colours in between are nobody's contrast.
        await person.page.waitForTimeout(400);
        expect(await findings(person.page), what).to.deep.equal([]);
        const overflow = await person.page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(overflow, `${what}: scrolls sideways`).to.be.at.most(0);
        expect(await person.page.evaluate<string>('document.documentElement.lang')).to.equal(language);
      };

      before(async () => {
        person = await openPerson({
          context: {
            locale: language === 'fr' ? 'fr-FR' : 'en-GB',
            colorScheme: scheme,
            viewport: { width, height: 800 },
            reducedMotion: 'reduce',
          },
        });
      });
      after(() => person?.close());

      it('the door and the page for an ID', async () => {
        const { page } = person;
        await page.goto(`${running.url}/join`);
        await page.getByRole('textbox').first().waitFor();
        await check('type an ID');
        await page.goto(`${running.url}/m/${meeting.id}`);
        await page.getByRole('button', { name: words.join }).waitFor();
        await check('door');
        await page.goto(`${running.url}/j/AAAAAAAAAAAAAAAAAAAAAA`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await check('unknown link');
      });

      it('the room and its information', async () => {
        const { page } = person;
        await page.goto(`${running.url}/m/${meeting.id}`);
        await page.locator('input').first().fill('Zoé');
        await page.getByLabel('PIN').fill(meeting.pin);
        await page.getByRole('button', { name: words.join }).click();
        await page.getByText(words.ready).waitFor();
        await check('room');
        await page.getByRole('button', { name: words.info }).first().click();
        await page.getByRole('dialog').waitFor();
        await check('information');
      });

      it('signing in, the calendar, the editor and the other pages', async () => {
        const { page } = person;
        await page.goto(`${running.url}/sign-in`);
        await page.locator('input[name=email]').waitFor();
        await check('sign-in');
        await (await running.admin()).patch('/account', { language });
        await page.locator('input[name=email]').fill(ADMIN.email);
        await page.locator('input[name=password]').fill(ADMIN.password);
        await page.keyboard.press('Enter');
        await page.getByText('Weekly').first().waitFor();
        await check('calendar');
        await page
          .getByRole('button', { name: /^Weekly/ })
          .first()
          .click();
        await page.waitForTimeout(300);
        await check('event');
        await page.getByRole('button', { name: words.edit, exact: true }).click();
        await page.locator('select[name=recurrence]').selectOption('custom');
        await page.getByRole('list', { name: words.nextDates }).waitFor();
        await check('editor, with a rule');
        await page.getByRole('button', { name: words.cancel }).first().click();
        await page.getByRole('button', { name: words.discard }).click();
        await page.locator('dialog[open]').first().waitFor({ state: 'detached' });
        if (width < 900) await page.getByRole('button', { name: words.menu }).click();
        await page.locator('.calendars__menu').click();
        await check('calendar menu');
        await page.getByRole('menuitem', { name: words.share }).click();
        await page.getByRole('dialog', { name: words.share }).waitFor();
        await check('sharing');
        for (const path of ['/invitations', '/admin/mails', '/account', '/nothing-here']) {
          await page.goto(`${running.url}${path}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await check(path);
        }
      });
    });
  }
});
