import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { simpleParser } from 'mailparser';
import mjml2html from 'mjml';
import { composeInvitation } from '../src/invitations/compose-invitation.ts';
import type { ComposedMail, InvitationMail } from '../src/invitations/invitation-mail.ts';

/** Finished messages a second of one core that the design asks for. */
const TARGET_PER_SECOND = 1_000;
const EVENTS = 1_000;
const RUNS = 5;
/** Until the compiler of the engine has settled. */
const WARM_UP_RUNS = 3;
/** Compiling is slow: so many tell how slow. */
const COMPILED = 60;
const READ_BACK = 50;

const ZONES = ['Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'] as const;
const FIRST_MS = Date.UTC(2027, 0, 4, 8);

/** Events that share nothing: each its own title, time, text, people, meeting and link. */
const makeMail = (index: number): InvitationMail => {
  const startMs = FIRST_MS + index * 5_400_000;
  const id = String(200_000_000 + index * 7_919);
  const zone = (offset: number): string => ZONES[(index + offset) % ZONES.length] ?? 'UTC';
  const guest = `invitee.${index}@example.com`;
  return {
    kind: 'invitation',
    uid: `event-${index}@meet.example.org`,
    sequence: 0,
    stampMs: FIRST_MS - 86_400_000 + index * 1_000,
    title: `Comité n° ${index} : préparation du trimestre`,
    start: new Date(startMs).toISOString().slice(0, 19),
    end: new Date(startMs + 3_600_000).toISOString().slice(0, 19),
    allDay: false,
    startMs,
    endMs: startMs + 3_600_000,
    location: index % 3 === 0 ? `Salle ${index}` : '',
    description: `Ordre du jour ${index} :\n1. Budget\n2. Recrutements\n\nMerci de lire le rapport <${index}> avant la réunion.`,
    organizer: { name: `Organisatrice ${index}`, address: `organizer.${index}@example.org`, timeZone: zone(0) },
    recipient: { name: `Invité n° ${index}`, address: guest, timeZone: zone(index % 2) },
    attendees: [
      { name: `Invité n° ${index}`, address: guest, role: 'attendee', answer: 'NEEDS-ACTION' },
      { name: `Second ${index}`, address: `second.${index}@example.net`, role: 'optional', answer: 'NEEDS-ACTION' },
    ],
    meeting: {
      id,
      pin: String(index).padStart(6, '0'),
      link: `https://meet.example.org/j/${Buffer.from(`invitee-${index}-link`).toString('base64url').padEnd(22, 'A').slice(0, 22)}`,
      doorUrl: `https://meet.example.org/m/${id}`,
      phoneNumbers: [{ country: 'FR', number: `+33 1 23 45 ${String(index).padStart(4, '0')}` }],
      sipUri: `sip:conference*${id}@example.org`,
    },
    changed: [],
    languages: index % 2 === 0 ? ['fr', 'en'] : ['en', 'fr'],
    from: 'meet@example.org',
  };
};

/** CPU time, so that what else the machine does counts less. */
const cpuMillisecondsOf = async (work: () => Promise<void> | void): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** What it would cost to compile the template for each mail, as is usual, and then to compose as we do. */
const compiledPerSecond = async (mails: readonly InvitationMail[]): Promise<number> => {
  const source = await readFile(fileURLToPath(new URL('../email-templates/invitation.mjml', import.meta.url)), 'utf8');
  const options = { validationLevel: 'skip', keepComments: true } as const;
  await mjml2html(source, options);
  const sample = mails.slice(0, COMPILED);
  const tookMs = await cpuMillisecondsOf(async () => {
    for (const mail of sample) {
      await mjml2html(source.replaceAll('{{title}}', mail.title.replace(/[<>&"]/g, ' ')), options);
      composeInvitation(mail);
    }
  });
  return (sample.length / tookMs) * 1_000;
};

/** An independent parser must find in each mail what was put in. */
const readBack = async (mails: readonly InvitationMail[], composed: readonly ComposedMail[]): Promise<number> => {
  const step = Math.floor(mails.length / READ_BACK);
  let read = 0;
  for (let index = 0; index < mails.length; index += step) {
    const [mail, message] = [mails[index], composed[index]];
    if (mail === undefined || message === undefined) continue;
    const parsed = await simpleParser(message.mime);
    const calendar =
      parsed.attachments.find(({ contentType }) => contentType === 'application/ics')?.content.toString() ?? '';
    const texts = [parsed.subject, parsed.text, typeof parsed.html === 'string' ? parsed.html : ''];
    const link = mail.meeting?.link ?? '';
    const right =
      texts.every((text) => text?.includes(mail.title)) &&
      texts.slice(1).every((text) => text?.includes(link)) &&
      calendar.replace(/\r\n /g, '').includes(`URL;VALUE=URI:${link}`);
    if (!right) throw new Error(`Mail ${index} does not read back`);
    read += 1;
  }
  return read;
};

export interface InvitationFigures {
  /** Finished MIME messages for a second of one core's time: the median run. */
  readonly perSecond: number;
  readonly slowestPerSecond: number;
  readonly perSecondCompilingEach: number;
  readonly bytesPerMessage: number;
  readonly readBack: number;
  readonly target: number;
}

/** 1,000 different bilingual invitations with their iCalendar objects, composed by the production code in one thread. */
export const run = async (): Promise<InvitationFigures> => {
  // Each round has events of its own: nothing that a round leaves behind may help the next.
  const makeRound = (round: number): InvitationMail[] =>
    Array.from({ length: EVENTS }, (_, index) => makeMail(round * EVENTS + index));
  let mails: InvitationMail[] = [];
  let composed: ComposedMail[] = [];
  const rates: number[] = [];
  for (let round = 0; round < WARM_UP_RUNS + RUNS; round += 1) {
    mails = makeRound(round);
    const tookMs = await cpuMillisecondsOf(() => {
      composed = mails.map((mail) => composeInvitation(mail));
    });
    if (round >= WARM_UP_RUNS) rates.push((mails.length / tookMs) * 1_000);
  }
  const bytes = composed.reduce((sum, { mime }) => sum + mime.length, 0);
  const figures: InvitationFigures = {
    perSecond: Math.round(median(rates)),
    slowestPerSecond: Math.round(Math.min(...rates)),
    perSecondCompilingEach: Math.round(await compiledPerSecond(mails)),
    bytesPerMessage: Math.round(bytes / composed.length),
    readBack: await readBack(mails, composed),
    target: TARGET_PER_SECOND,
  };
  console.log('invitations: finished bilingual MIME messages with iCalendar, one core');
  console.log(
    `  composed             ${figures.perSecond} a second (slowest run ${figures.slowestPerSecond}, target ${figures.target})`,
  );
  console.log(`  compiling MJML each  ${figures.perSecondCompilingEach} a second`);
  console.log(`  message              ${figures.bytesPerMessage} bytes`);
  console.log(`  read back            ${figures.readBack} by mailparser, all right`);
  return figures;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await run();
