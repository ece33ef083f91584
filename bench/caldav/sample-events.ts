/** One event of an hour, about 1,000 octets. */
export interface SampleEvent {
  readonly name: string;
  readonly text: string;
}

/** Days on which there are so many: the week that is asked for has 98. */
const PER_DAY = 14;
const FIRST_DAY_MS = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;
const WORDS = 'agenda budget review planning release quality customer support roadmap hiring'.split(' ');
const TEXT_CHARACTERS = 640;

const basic = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');

/** Long lines are folded after 75 octets (RFC 5545 3.1); the texts are ASCII. */
const fold = (line: string): string => line.replace(/(?<=^.{75}|^.{75}(?:.{74})+)(?=.)/g, '\r\n ');

const describe = (index: number): string => {
  let text = '';
  for (let turn = index; text.length < TEXT_CHARACTERS; turn += 7) text += `${WORDS[turn % WORDS.length]} `;
  return text.trim();
};

/** The same for every server: no people in them, for then our server would have mails to write and the others none. */
export const sampleEvent = (index: number, changes = 0): SampleEvent => {
  const startMs = FIRST_DAY_MS + Math.floor(index / PER_DAY) * DAY_MS + (7 + (index % PER_DAY)) * 3_600_000;
  const uid = `bench-${index}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//bench//bench//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    'CREATED:20260101T000000Z',
    'LAST-MODIFIED:20260101T000000Z',
    `SEQUENCE:${changes}`,
    `DTSTART:${basic(startMs)}`,
    `DTEND:${basic(startMs + 3_600_000)}`,
    `SUMMARY:${WORDS[index % WORDS.length]} ${index}`,
    `LOCATION:Room ${index % 40}`,
    `DESCRIPTION:${describe(index)}`,
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  return { name: `${uid}.ics`, text: lines.map(fold).join('\r\n') };
};

/** A week, Monday to Monday, in the midst of `count` objects: its two ends, and how many of them it has. */
export const sampleWeek = (count: number): { readonly start: string; readonly end: string; readonly hits: number } => {
  const week = Math.floor(count / PER_DAY / 7 / 2);
  const fromMs = FIRST_DAY_MS + week * 7 * DAY_MS;
  return { start: basic(fromMs), end: basic(fromMs + 7 * DAY_MS), hits: 7 * PER_DAY };
};
