import { groupDigits } from '../../base/text.ts';
import type { AttendanceReport, Attended } from '../attendance-report.ts';
import { lengthMs } from '../attendance-report.ts';
import { type InvitedPerson, nameOf } from '../invited-people.ts';
import { ATTENDANCE_STYLE } from './attendance-style.ts';
import {
  dayText,
  fillIn,
  lengthText,
  type PaperReader,
  type PaperTexts,
  paperTexts,
  timeText,
  zoneText,
} from './paper-words.ts';

/** What a paper calls its meeting. */
export interface PaperTitle {
  readonly title: string;
  readonly organizerName: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

const counted = (forms: { one: string; other: string }, count: number): string =>
  fillIn(count === 1 ? forms.one : forms.other, { count });

const joined = (parts: ReadonlyArray<string | false>): string =>
  parts.filter((part) => part !== false && part !== '').join(' · ');

/** "Thursday 4 March 2027, 15:00 – 16:02 (UTC+1)". */
const spanText = (
  texts: PaperTexts,
  reader: PaperReader,
  { session: { startedMs, endedMs } }: AttendanceReport,
): string =>
  fillIn(endedMs === undefined ? texts.running : texts.span, {
    date: dayText(reader, startedMs),
    from: timeText(reader, startedMs),
    to: endedMs === undefined ? '' : timeText(reader, endedMs),
    zone: zoneText(reader, startedMs),
  });

export const summaryText = (report: AttendanceReport, reader: PaperReader, nowMs: number): string => {
  const texts = paperTexts(reader.language);
  const { summary } = texts;
  const { people, absent } = report;
  if (people.length === 0) return texts.nobody;
  const length = lengthText(texts, lengthMs(report, nowMs));
  return [
    counted({ one: summary.people_one, other: summary.people_other }, people.length),
    ...(absent.length > 0 ? [counted({ one: summary.absent_one, other: summary.absent_other }, absent.length)] : []),
    fillIn(summary.length, { length }),
  ].join(', ');
};

const attendedRow = (texts: PaperTexts, reader: PaperReader, one: Attended): string => {
  const stays = one.stays.map(
    ({ fromMs, toMs }) => `${timeText(reader, fromMs)} – ${toMs === undefined ? '…' : timeText(reader, toMs)}`,
  );
  const about = joined([
    reader.seesAddresses && (one.address ?? ''),
    one.role !== 'organizer' && !one.invited && texts.notInvited,
    one.consentedMs !== undefined && texts.consented,
  ]);
  return `<tr><th scope="row"><bdi>${escaped(one.name)}</bdi>${about === '' ? '' : `<small>${escaped(about)}</small>`}</th>
<td>${escaped(texts.roles[one.role])}</td>
<td>${one.answer === undefined ? '' : escaped(texts.answers[one.answer])}</td>
<td>${escaped(texts.via[one.via])}</td>
<td class="figures">${stays.map((stay) => `<span>${escaped(stay)}</span>`).join('')}</td>
<td class="figures">${escaped(lengthText(texts, one.totalMs))}</td></tr>`;
};

const absentRow = (texts: PaperTexts, reader: PaperReader, { name, address, answer }: InvitedPerson): string => {
  const about = reader.seesAddresses && name !== '' ? `<small>${escaped(address)}</small>` : '';
  return `<tr><th scope="row"><bdi>${escaped(nameOf({ name, address }, reader.seesAddresses))}</bdi>${about}</th><td>${escaped(texts.answers[answer])}</td></tr>`;
};

const headRow = (heads: readonly string[]): string =>
  `<thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('')}</tr></thead>`;

/** A page that stands alone, without script or anything from elsewhere, made for A4: opened anywhere it is read and printed alike. */
export const attendancePage = (
  report: AttendanceReport,
  { title, organizerName }: PaperTitle,
  reader: PaperReader,
  nowMs: number,
): string => {
  const texts = paperTexts(reader.language);
  const { heads } = texts;
  const name = title || texts.untitled;
  const { people, absent, session } = report;
  const present = `<section><h2>${escaped(texts.present)} (${people.length})</h2>
<table class="people">${headRow([heads.name, heads.role, heads.answer, heads.via, heads.when, heads.length])}
<tbody>${people.map((one) => attendedRow(texts, reader, one)).join('\n')}</tbody></table></section>`;
  const missing = `<section><h2>${escaped(texts.absent)} (${absent.length})</h2>
<table>${headRow([heads.name, heads.answer])}
<tbody>${absent.map((one) => absentRow(texts, reader, one)).join('\n')}</tbody></table></section>`;
  return `<!doctype html>
<html lang="${reader.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${texts.attendance} – ${name}`)}</title>
<style>${ATTENDANCE_STYLE}</style>
</head>
<body>
<header>
<p class="kind">${escaped(texts.attendance)}</p>
<h1><bdi>${escaped(name)}</bdi></h1>
<p>${escaped(spanText(texts, reader, report))}</p>
<p>${escaped(joined([fillIn(texts.organizer, { name: organizerName }), fillIn(texts.meetingId, { id: groupDigits(session.meetingId) })]))}</p>
<p class="summary">${escaped(summaryText(report, reader, nowMs))}</p>
</header>
<main>
${people.length > 0 ? present : ''}
${absent.length > 0 ? missing : ''}
</main>
<footer>${escaped(fillIn(texts.printed, { date: `${dayText(reader, nowMs)}, ${timeText(reader, nowMs)}` }))} · WebMeeting</footer>
</body>
</html>
`;
};
