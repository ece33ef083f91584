import { expect } from 'chai';
import type { BrowserContextOptions, Locator, Page, Request, Route } from 'playwright-core';
import { systemClock } from '../../src/base/clock.ts';
import { newId, type ParticipantId } from '../../src/base/ids.ts';
import type { RoomCallBody } from '../../src/contract/http/phone.ts';
import { createEntryTickets } from '../../src/meetings/entry-ticket.ts';
import { createWaitTickets } from '../../src/meetings/wait-ticket.ts';
import { openKeyring } from '../../src/platform/keyring.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person, until } from '../kit/browser.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { enterByKeys, type HeadlessWaiter, newBrowser, waitAtDoor } from '../kit/headless-door.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const CALLER = { number: '+33 6 12 34 56 78', masked: '+33 6 •• •• •• 78' };

interface Look {
  readonly language: 'fr' | 'en';
  readonly scheme: 'light' | 'dark';
  readonly width: number;
}
const LOOKS: readonly Look[] = [
  { language: 'en', scheme: 'light', width: 1280 },
  { language: 'fr', scheme: 'dark', width: 320 },
];

const WORDS = {
  en: {
    join: 'Join the WebMeeting',
    ready: 'The group chat is ready',
    people: /^Participants/,
    phone: 'Phone',
    actions: (name: string) => `Actions for ${name}`,
    caller: 'Name and number…',
    nameField: 'Name shown to everyone',
    save: 'Save',
    call: 'Call a number…',
    moderate: 'Moderate',
    settings: 'Settings',
    more: 'More',
    callMe: 'Use my telephone for the sound',
    speaks: 'You speak and hear by telephone.',
    useComputer: 'Use this computer’s sound',
  },
  fr: {
    join: 'Rejoindre le WebMeeting',
    ready: 'Le chat groupe est prêt',
    people: /^Participants/,
    phone: 'Téléphone',
    actions: (name: string) => `Actions pour ${name}`,
    caller: 'Nom et numéro…',
    nameField: 'Nom affiché à tous',
    save: 'Enregistrer',
    call: 'Appeler un numéro…',
    moderate: 'Modérer',
    settings: 'Réglages',
    more: 'Plus',
    callMe: 'Être appelé sur mon téléphone',
    speaks: 'Vous parlez et entendez par téléphone.',
    useComputer: 'Revenir au son de l’ordinateur',
  },
} as const;

/** The calls of a server that calls out, answered in the browser. */
interface Switchboard {
  calls: RoomCallBody[];
  may: { readonly others: boolean; readonly self: boolean };
  /** What the next call is refused with. */
  refusal: { readonly status: number; readonly body: object } | undefined;
  readonly asked: unknown[];
  readonly ended: string[];
  readonly keys: Set<string>;
}

const switchboard = async (page: Page): Promise<Switchboard> => {
  const board: Switchboard = {
    calls: [],
    may: { others: true, self: true },
    refusal: undefined,
    asked: [],
    ended: [],
    keys: new Set(),
  };
  const ask = (request: Request): { status: number; json: object } => {
    const body = request.postDataJSON() as { number: string; name?: string; self?: true };
    board.asked.push(body);
    if (board.refusal !== undefined) return { status: board.refusal.status, json: board.refusal.body };
    const { number, name, self } = body;
    const id = `call-${board.asked.length}`;
    const call: RoomCallBody = { id, number, self: self === true, state: 'calling', ...(name && { name }) };
    board.calls = [...board.calls, call];
    return { status: 202, json: call };
  };
  await page.route('**/api/v1/room/calls**', async (route: Route) => {
    const request = route.request();
    board.keys.add(request.headers()['x-room-key'] ?? '');
    if (request.method() === 'POST') return route.fulfill(ask(request));
    if (request.method() === 'GET')
      return route.fulfill({ json: { calls: board.calls, may: board.may, countries: ['DE', 'FR'] } });
    const id = request.url().split('/').at(-1) ?? '';
    board.ended.push(id);
    board.calls = board.calls.filter((call) => call.id !== id);
    return route.fulfill({ status: 204 });
  });
  return board;
};

describe('the telephone in the room', function () {
  this.timeout(120_000);
  let running: RunningApp;
  let meeting: { readonly id: string; readonly pin: string };
  let paul: HeadlessClient;
  const opened: Array<{ close(): unknown }> = [];
  const persons: Person[] = [];

  /** Somebody on a telephone, as the server lets them in. */
  const callIn = async (name: string, caller = CALLER): Promise<HeadlessClient> => {
    const keyring = openKeyring(running.dataDirectory);
    const tickets = createEntryTickets({ keyring, clock: systemClock });
    const keys = { meeting: meeting.id, name: 'Guide', pin: meeting.pin };
    const { ticket: guide } = await enterByKeys(newBrowser(running.url), keys);
    const { sessionId, meetingId } = tickets.redeem(guide) ?? expect.fail('no ticket');
    const ticket = tickets.issue({
      ...{ sessionId, meetingId, participantId: newId<ParticipantId>(), person: `guest:${newId()}`, name },
      ...{ role: 'attendee', key: 'admitted', rank: 9, mayModerate: false, caller },
    });
    const client = await enterRoom(running.url, { ticket });
    // Some have hung up by then.
    opened.push({ close: () => client.leave().catch(() => {}) });
    return client;
  };

  const waitByPhone = async (name: string): Promise<HeadlessWaiter> => {
    const keyring = openKeyring(running.dataDirectory);
    const tickets = createEntryTickets({ keyring, clock: systemClock });
    const keys = { meeting: meeting.id, name: 'Guide', pin: meeting.pin };
    const { ticket: guide } = await enterByKeys(newBrowser(running.url), keys);
    const { sessionId, meetingId } = tickets.redeem(guide) ?? expect.fail('no ticket');
    const ticket = createWaitTickets({ keyring, clock: systemClock }).issue({
      ...{ meetingId, sessionId, waits: 'knock', knockId: newId(), participantId: newId<ParticipantId>() },
      ...{ person: `guest:${newId()}`, name, key: 'none', role: 'attendee', rank: 9, mayModerate: false },
      ...{ declined: false, caller: CALLER },
    });
    const waiter = await waitAtDoor(newBrowser(running.url), ticket);
    opened.push({ close: waiter.leave });
    return waiter;
  };

  const enter = async (page: Page, words: (typeof WORDS)['fr' | 'en']): Promise<void> => {
    await page.getByRole('button', { name: words.join }).click();
    await page.getByText(words.ready).waitFor();
  };

  const openAs = async (context: BrowserContextOptions = {}): Promise<Person> => {
    const person = await openPerson({ context: { reducedMotion: 'reduce', ...context } });
    persons.push(person);
    return person;
  };

  const asOlga = async (context: BrowserContextOptions = {}, board = false): Promise<[Page, Switchboard]> => {
    const { page } = await openAs(context);
    const calls = board ? await switchboard(page) : ({} as Switchboard);
    const language = context.locale?.startsWith('fr') ? 'fr' : 'en';
    await (await running.admin()).patch('/account', { language });
    await page.goto(`${running.url}/sign-in`);
    await page.locator('input[name=email]').fill(ADMIN.email);
    await page.locator('input[name=password]').fill(ADMIN.password);
    await page.keyboard.press('Enter');
    await page.locator('.create').first().waitFor({ state: 'attached' });
    await page.goto(`${running.url}/m/${meeting.id}`);
    return [page, calls];
  };

  /** As it is read out. */
  const factsOf = async (row: Locator): Promise<string> =>
    (await row.locator('.person__facts').innerText()).replace(/\s+/g, ' ').trim();
  const rowOf = (page: Page, name: string) => page.locator('.person', { hasText: name });

  before(async () => {
    running = await startApp({ environment: { SIP_DOMAIN: 'sip.example.org' } });
    const admin = await running.admin();
    await admin.patch('/account', { language: 'en', name: 'Olga' });
    await admin.call('PUT', '/admin/settings', {
      phoneNumbers: [{ country: 'FR', number: '+33 1 23 45 67 89' }],
    });
    meeting = await admin.post('/meetings', {});
    const keys = { meeting: meeting.id, name: 'Paul', pin: meeting.pin };
    const { ticket } = await enterByKeys(newBrowser(running.url), keys);
    paul = await enterRoom(running.url, { ticket });
  });
  afterEach(async () => {
    for (const person of persons.splice(0)) await person.close();
    for (const one of opened.splice(0)) await one.close();
  });
  after(async () => {
    paul?.close();
    await running?.dispose();
  });

  it('shows a caller with a phone mark, masked to all and whole to those who moderate, who rename them', async () => {
    const words = WORDS.en;
    const [olga] = await asOlga();
    await enter(olga, words);
    const phone = await callIn('Caller');
    const { page: guest } = await openAs();
    await guest.goto(`${running.url}/m/${meeting.id}`);
    await guest.getByLabel('Your name').fill('Gina');
    await guest.getByLabel('PIN').fill(meeting.pin);
    await enter(guest, words);

    expect(await factsOf(rowOf(guest, 'Caller'))).to.equal(`Phone ${CALLER.masked} · Listening only`);
    expect(await rowOf(guest, 'Caller').innerText()).to.not.include('12 34 56');
    await rowOf(olga, 'Caller').getByText(CALLER.number).waitFor();
    await olga.getByText('Caller joined by telephone').first().waitFor();

    await olga.getByRole('button', { name: words.actions('Caller') }).click();
    // Nobody reads on a telephone.
    expect(await olga.getByRole('menuitem', { name: /conversation/i }).count()).to.equal(0);
    await olga.getByRole('menuitem', { name: words.caller }).click();
    const dialog = olga.getByRole('dialog');
    expect(await dialog.getByRole('link').getAttribute('href')).to.equal('tel:+33612345678');
    await dialog.getByRole('button', { name: 'Copy: Number' }).click();
    await dialog.getByText('Copied.').waitFor({ state: 'attached' });
    expect(await olga.evaluate('navigator.clipboard.readText()')).to.equal(CALLER.number);
    await dialog.getByLabel(words.nameField).fill('Odile Martin');
    await dialog.getByRole('button', { name: words.save }).click();
    await rowOf(guest, 'Odile Martin').waitFor();
    expect(phone.view.me.name).to.equal('Odile Martin');

    await guest.getByRole('button', { name: words.actions('Odile Martin') }).click();
    expect(await guest.getByRole('menuitem', { name: words.caller }).count()).to.equal(0);
  });

  it('shows who waits on a telephone with their number, and says so in passing', async () => {
    const [olga] = await asOlga();
    await enter(olga, WORDS.en);
    await waitByPhone('Walter');
    await olga.getByText('Walter (by telephone) is waiting to come in.').first().waitFor({ state: 'attached' });
    const row = olga.locator('.waiter', { hasText: 'Walter' });
    expect(await factsOf(row)).to.match(/^Phone \+33 6 12 34 56 78 · /);
  });

  it('has somebody called, tells how it goes, and why a number is not called', async () => {
    const [olga, board] = await asOlga({}, true);
    await enter(olga, WORDS.en);
    await olga.getByRole('button', { name: WORDS.en.call }).click();
    const dialog = olga.getByRole('dialog');
    const number = dialog.getByLabel('Telephone number');
    expect(await dialog.getByLabel('Country').inputValue()).to.equal('FR');
    await dialog.getByRole('button', { name: 'Call', exact: true }).click();
    await dialog.getByText('Type a number.').waitFor();

    const problem = (errors: object): object => ({ code: 'invalid-input', errors });
    const field = (code: string) => ({ status: 400, body: problem([{ path: 'number', code, message: '' }]) });
    for (const [refusal, words] of [
      [field('country-not-called'), 'Numbers of this country are not called. Your administrator decides which are.'],
      [field('not-a-number'), 'This is no whole telephone number of that country.'],
      [
        { status: 429, body: { code: 'too-many-attempts', retryAfterSeconds: 600 } },
        'No more calls are allowed for now. Try again in 10 minutes.',
      ],
      [
        { status: 403, body: { code: 'not-allowed' } },
        'This server makes no calls, or none for you. Join by phone instead.',
      ],
    ] as const) {
      board.refusal = refusal;
      await number.fill('06 12 34 56 78');
      await dialog.getByRole('button', { name: 'Call', exact: true }).click();
      await dialog.getByText(words).waitFor();
    }
    board.refusal = undefined;
    board.asked.length = 0;
    await dialog.getByLabel('Name (optional)').fill('Odile');
    await dialog.getByLabel('Language of the announcements').selectOption('fr');
    await dialog.getByRole('button', { name: 'Call', exact: true }).click();
    const row = dialog.locator('.calls__call', { hasText: 'Odile' });
    await row.getByText('Calling…').waitFor();
    expect(board.asked).to.deep.equal([{ number: '+33 06 12 34 56 78', name: 'Odile', language: 'fr' }]);
    expect(board.keys.has('')).to.equal(false);

    const goes = (state: RoomCallBody['state'], more: Partial<RoomCallBody> = {}): void => {
      board.calls = board.calls.map((call) => ({ ...call, state, ...more }));
    };
    goes('ringing');
    await row.getByText('Ringing…').waitFor();
    const phone = await callIn('Odile');
    goes('answered', { participantId: phone.view.me.id });
    await row.getByText('In the meeting').waitFor();
    await phone.leave();
    await row.getByText('Has hung up').waitFor();
    for (const [state, said] of [
      ['busy', 'Busy'],
      ['declined', 'Declined'],
      ['no-answer', 'No answer'],
      ['not-found', 'This number does not exist'],
    ] as const) {
      board.calls = [{ id: 'next', number: '+49 30 123', self: false, state }];
      await dialog.locator('.calls__standing', { hasText: said }).waitFor();
    }
    board.calls = [{ id: 'last', number: '+49 30 124', self: false, state: 'ringing' }];
    await dialog.getByRole('button', { name: 'Cancel the call to +49 30 124' }).click();
    await until(
      'it is ended',
      async () => board.ended,
      (ended) => ended.includes('last'),
    );
  });

  it('offers no calls where the server makes none', async () => {
    const [olga, board] = await asOlga({}, true);
    board.may = { others: false, self: false };
    await enter(olga, WORDS.en);
    expect(await olga.getByRole('button', { name: WORDS.en.call }).count()).to.equal(0);
    await olga.getByRole('button', { name: WORDS.en.settings, exact: true }).click();
    await olga.getByRole('dialog').getByText('Suppress noise').waitFor();
    expect(await olga.getByText(WORDS.en.callMe).count()).to.equal(0);
  });

  it('takes one’s telephone for the sound from the door on, and gives the computer’s back', async () => {
    const [olga, board] = await asOlga({}, true);
    await olga.route(`**/api/v1/meetings/${meeting.id}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as object), callMe: true } });
    });
    await olga.reload();
    await olga.getByLabel(WORDS.en.callMe).check();
    // Nothing is asked of the microphone any more.
    expect(await olga.getByText('Microphone', { exact: true }).count()).to.equal(0);
    await olga.getByRole('button', { name: WORDS.en.join }).click();
    await olga.getByText('Type the number of your telephone.').waitFor();
    await olga.getByLabel('Telephone number').fill('06 99 88 77 66');
    await enter(olga, WORDS.en);
    await olga.getByText('Your telephone is being called…').waitFor();
    expect(board.asked).to.deep.equal([{ number: '+33 06 99 88 77 66', self: true, language: 'en' }]);
    const microphone = olga.getByRole('button', { name: 'Microphone', exact: true });
    const speaker = olga.getByRole('button', { name: 'Speaker', exact: true });
    for (const control of [microphone, speaker]) expect(await control.isDisabled()).to.equal(true);
    expect(await microphone.innerText()).to.include('Phone');

    const phone = await callIn('Olga');
    board.calls = board.calls.map((call) => ({ ...call, state: 'answered', participantId: phone.view.me.id }));
    await olga.getByText('You speak and hear by telephone.').waitFor();
    await rowOf(olga, CALLER.number).getByText('(you)').waitFor();
    await olga.getByRole('button', { name: WORDS.en.useComputer }).click();
    await until(
      'it is hung up',
      async () => board.ended,
      (ended) => ended.includes('call-1'),
    );
    await until(
      'the microphone',
      () => microphone.getAttribute('aria-pressed'),
      (pressed) => pressed === 'true',
    );
    expect(await speaker.getAttribute('aria-pressed')).to.equal('true');
    expect(await olga.getByText('You speak and hear by telephone.').count()).to.equal(0);
  });

  it('calls one from the settings, is silent while the telephone is there, and plays again when it is hung up', async () => {
    const [olga, board] = await asOlga({}, true);
    await enter(olga, WORDS.en);
    const microphone = olga.getByRole('button', { name: 'Microphone', exact: true });
    await until(
      'the microphone',
      () => microphone.getAttribute('aria-pressed'),
      (pressed) => pressed === 'true',
    );
    await olga.getByRole('button', { name: WORDS.en.settings, exact: true }).click();
    const dialog = olga.getByRole('dialog');
    await dialog.getByText(WORDS.en.callMe).click();
    await dialog.getByLabel('Telephone number').fill('+49 30 1234567');
    await dialog.getByRole('button', { name: 'Call me' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(board.asked).to.deep.equal([{ number: '+49 30 1234567', self: true, language: 'en' }]);
    await olga.getByText('Your telephone is being called…').waitFor();
    // Until it is answered one goes on here.
    expect(await microphone.isDisabled()).to.equal(false);

    const phone = await callIn('Olga');
    board.calls = board.calls.map((call) => ({ ...call, state: 'answered', participantId: phone.view.me.id }));
    await olga.getByText('You speak and hear by telephone.').waitFor();
    await until('it listens no more', () => microphone.isDisabled(), Boolean);
    await paul.until('it is told', ({ view }) =>
      [...view.people.values()].some(
        ({ name, microphone: use, via }) => name === 'Olga' && via === 'web' && use === 'none',
      ),
    );
    await phone.leave();
    await olga.getByText('Your telephone was hung up: you hear through this computer again').waitFor();
    const speaker = olga.getByRole('button', { name: 'Speaker', exact: true });
    await until(
      'it plays',
      () => speaker.getAttribute('aria-pressed'),
      (pressed) => pressed === 'true',
    );
    // Nobody is heard who has not asked for it.
    expect(await microphone.getAttribute('aria-pressed')).to.equal('false');
  });

  it('says why the telephone was not reached, and goes on by the computer', async () => {
    const [olga, board] = await asOlga({}, true);
    await enter(olga, WORDS.en);
    await olga.getByRole('button', { name: WORDS.en.settings, exact: true }).click();
    const dialog = olga.getByRole('dialog');
    await dialog.getByText(WORDS.en.callMe).click();
    await dialog.getByLabel('Telephone number').fill('06 12 34 56 78');
    await dialog.getByRole('button', { name: 'Call me' }).click();
    await dialog.waitFor({ state: 'detached' });
    board.calls = board.calls.map((call) => ({ ...call, state: 'busy' }));
    await olga.getByText('Your telephone is busy.').waitFor();
    expect(await olga.getByRole('button', { name: 'Microphone', exact: true }).getAttribute('aria-pressed')).to.equal(
      'true',
    );
  });

  for (const { language, scheme, width } of LOOKS)
    it(`is accessible: ${language}, ${scheme}, ${width} px`, async () => {
      const words = WORDS[language];
      const narrow = width < 720;
      const [page, board] = await asOlga(
        {
          ...{ locale: language === 'fr' ? 'fr-FR' : 'en-GB', colorScheme: scheme, hasTouch: narrow },
          viewport: { width, height: 800 },
        },
        true,
      );
      const check = async (what: string): Promise<void> => {
        await page.waitForTimeout(300);
        const shots = process.env['SHOTS'];
        if (shots) await page.screenshot({ path: `${shots}/${language}-${scheme}-${width}-${what}.png` });
        expect(await findings(page), what).to.deep.equal([]);
        const overflow = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(overflow, `${what}: scrolls sideways`).to.be.at.most(0);
      };
      await page.route(`**/api/v1/meetings/${meeting.id}`, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...((await response.json()) as object), callMe: true } });
      });
      await page.reload();
      await page.getByLabel(words.callMe).check();
      await page.locator('[name=number]').fill('06 99 88 77 66');
      await check('door');
      await enter(page, words);
      const phone = await callIn('Odile', { number: '+33 6 99 88 77 66', masked: '+33 6 •• •• •• 66' });
      await callIn(CALLER.masked);
      await waitByPhone(CALLER.masked);
      if (narrow) await page.getByRole('tab', { name: words.people }).click();
      await rowOf(page, 'Odile').waitFor();
      await check('calling');
      board.calls = board.calls.map((call) => ({ ...call, state: 'answered', participantId: phone.view.me.id }));
      await page.getByText(words.speaks).waitFor();
      await check('on');
      await page.getByRole('button', { name: words.actions('Odile') }).click();
      await page.getByRole('menuitem', { name: words.caller }).click();
      await check('caller');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: words.moderate, exact: true }).click();
      await page.getByRole('menuitem', { name: words.call }).click();
      board.calls = [
        { id: '1', number: '+33 6 12 34 56 78', name: 'Odile Martin', self: false, state: 'ringing' },
        { id: '2', number: '+49 30 1234567', self: false, state: 'busy' },
        { id: '3', number: '+49 30 7654321', name: 'Jan', self: false, state: 'no-answer' },
      ];
      await page.getByText('Odile Martin', { exact: true }).waitFor();
      await page.locator('.calls__call').first().scrollIntoViewIfNeeded();
      await check('calls');
    });
});
