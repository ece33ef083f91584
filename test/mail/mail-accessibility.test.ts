import { expect } from 'chai';
import { simpleParser } from 'mailparser';
import { composeSample, SAMPLES } from '../../email-templates/all-samples.ts';
import { findings } from '../kit/axe.ts';
import { openPerson, type Person } from '../kit/browser.ts';

const MAILS = Object.entries(SAMPLES).flatMap(([kind, samples]) =>
  Object.entries(samples).map(([name, mail]) => ({ title: `${kind}, ${name}`, mail })),
);

/** A mail as a program shows it that knows the dark look, in a window as narrow as a telephone. */
describe('the mails on a screen', function () {
  this.timeout(240_000);
  let person: Person;
  before(async () => {
    person = await openPerson({ context: { viewport: { width: 320, height: 700 } } });
  });
  after(() => person?.close());

  const show = async (title: string): Promise<void> => {
    const found = MAILS.find((one) => one.title === title);
    if (found === undefined) throw new Error(`no ${title}`);
    const { html } = await simpleParser(composeSample(found.mail).mime);
    await person.page.setContent(typeof html === 'string' ? html : '');
    // The mail program's page around it has the landmarks.
    await person.page.evaluate(`{
      const main = document.createElement('main');
      main.append(...document.body.childNodes);
      document.body.append(main);
    }`);
  };

  // Each part that mails are made of is in one of these.
  const JUDGED = [
    ...[
      'invitation, a series',
      'update, moved',
      'cancellation, one date of a series',
      'reminder, usual',
      'digest, one event',
    ],
    ...[
      'proposal, usual',
      'not-reached, two',
      'join-block, to a planned meeting',
      'hosted, new',
      'hosted-refused, unreadable',
    ],
  ];
  for (const scheme of ['light', 'dark'] as const)
    it(`have enough contrast, languages, headings and names for axe (${scheme})`, async () => {
      await person.page.emulateMedia({ colorScheme: scheme });
      for (const title of JUDGED) {
        await show(title);
        expect(await findings(person.page), title).to.deep.equal([]);
      }
    });

  it('never scroll sideways, from 320 pixels on', async () => {
    for (const width of [320, 600, 1200]) {
      await person.page.setViewportSize({ width, height: 700 });
      for (const { title } of MAILS) {
        await show(title);
        const over = await person.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        expect(over, `${title} at ${width}`).to.be.at.most(0);
      }
    }
  });

  it('have buttons that a finger hits', async () => {
    await person.page.setViewportSize({ width: 320, height: 700 });
    await show('invitation, usual');
    const heights = await person.page.evaluate<number[]>(
      `[...document.querySelectorAll('.button a, .answer a')].map((link) => Math.round(link.getBoundingClientRect().height))`,
    );
    expect(heights).to.have.length(8);
    for (const height of heights) expect(height).to.be.at.least(42);
  });

  it('ask nothing of the network', async () => {
    const asked: string[] = [];
    person.page.on('request', (request) => asked.push(request.url()));
    for (const { title } of MAILS) await show(title);
    expect(asked).to.deep.equal([]);
  });
});
