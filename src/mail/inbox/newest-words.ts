import { INBOX_LIMITS } from './limits.ts';
import { plainText } from './plain-text.ts';

/** RFC 3676 4.3; some programs lose the blank. */
const SIGNATURE = /^-- ?$/;

/** A line that says who wrote what is quoted below, in the languages of our people and of the usual programs. */
const ATTRIBUTION =
  /^.{1,320} (?:wrote|a écrit|schrieb(?: .{1,100})?|escribió|ha scritto|schreef(?: .{1,100})?|skrev(?: .{1,100})?)\s?:$/u;
/** One that names a date or an address: it is believed even when what follows is not marked as quoted. */
const CERTAIN = /^(?:On|Le|Am|El|Il|Op|Den) .{0,250}[\d@]/u;
/** Programs break it when it is long. */
const ATTRIBUTION_LINES = 3;

const ORIGINAL =
  /^[-_ ]{2,}(?:Original Message|Original Appointment|Message d['’]origine|Message original|Rendez-vous d['’]origine|Ursprüngliche Nachricht|Mensaje original|Messaggio originale|Forwarded message|Message transféré|Message transmis)[-_ ]{2,}$/iu;

/** The first line of the block that Outlook puts above what it quotes, and others that follow it. */
const BLOCK_FIRST = /^\W{0,2}(?:From|De|Von|Da)\s?:/u;
const BLOCK_OTHER =
  /^\W{0,2}(?:Sent|Date|To|Cc|Subject|Envoyé|Envoyé le|À|A|Objet|Gesendet|Datum|An|Betreff|Enviado|Para|Asunto|Inviato|Oggetto|When|Where|Quand|Où)\s?:/u;
const BLOCK_LINES = 6;

const RULE = /^_{10,}$/;
const QUOTED = /^\s{0,3}>/;
/** What telephones add. */
const DEVICE =
  /^(?:Sent from (?:my|Outlook|Mail|Yahoo)|Envoyé (?:de|depuis) (?:mon|ma|Outlook|l['’]application)|Get Outlook for|Télécharge[rz] Outlook|Obtenir Outlook|Gesendet von|Von meinem)\b.{0,80}$/iu;

const isBlock = (lines: readonly string[], at: number): boolean =>
  BLOCK_FIRST.test(lines[at] ?? '') &&
  lines.slice(at + 1, at + BLOCK_LINES).filter((line) => BLOCK_OTHER.test(line)).length >= 2;

/** How many lines the attribution that begins here takes, and whether it is certainly one; 0: there is none. */
const readAttribution = (
  lines: readonly string[],
  at: number,
): { readonly count: number; readonly certain: boolean } => {
  let text = '';
  for (let count = 1; count <= ATTRIBUTION_LINES; count += 1) {
    const line = (lines[at + count - 1] ?? '').trim();
    if (line === '' || line.length > 320) break;
    text = text === '' ? line : `${text} ${line}`;
    if (ATTRIBUTION.test(text)) return { count, certain: CERTAIN.test(text) };
  }
  return { count: 0, certain: false };
};

const isQuotedNext = (lines: readonly string[], at: number): boolean => {
  const next = lines.slice(at, at + 3).find((line) => line.trim() !== '');
  return next !== undefined && QUOTED.test(next);
};

/** Without what is quoted, and what stands below a signature or above an older mail. */
const keepNewest = (lines: readonly string[]): string[] => {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (SIGNATURE.test(line) || ORIGINAL.test(line.trim()) || RULE.test(line.trim()) || isBlock(lines, at)) break;
    if (QUOTED.test(line)) continue;
    const { count, certain } = readAttribution(lines, at);
    const quotedNext = count > 0 && isQuotedNext(lines, at + count);
    // Below an attribution come quoted lines, among which one may answer; unmarked, all the rest is the older mail.
    if (quotedNext) at += count - 1;
    else if (certain) break;
    else kept.push(line);
  }
  return kept;
};

/** The newest words of a mail: without older mails, signatures and control characters, and not too long. */
export const newestWords = (text: string): string => {
  const lines = plainText(text.slice(0, INBOX_LIMITS.textRead))
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => (SIGNATURE.test(line) ? line : line.trimEnd()));
  return keepNewest(lines)
    .filter((line) => !DEVICE.test(line.trim()))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, INBOX_LIMITS.words)
    .replace(/[\ud800-\udbff]$/, '');
};
