import { firstOf } from '../../icalendar/read-content.ts';
import { type MimeEntity, readMimeTree } from '../../mime/read-tree.ts';
import { CLIENTS, type Client, EFFECTS, type Effect, type Finding, SEVERITIES } from './finding.ts';
import { MAIL_RULES } from './mail-rules.ts';
import { OBJECT_RULES } from './object-rules.ts';
import { PEOPLE_RULES } from './people-rules.ts';
import { readLeniently } from './read-leniently.ts';
import type { CalendarPart, CheckedMail, Rule, Subject } from './subject.ts';
import { TEXT_RULES } from './text-rules.ts';
import { TIME_RULES } from './time-rules.ts';

/** Every rule, in the order in which a reader wants to hear of them. */
export const ITIP_RULES = [...MAIL_RULES, ...TEXT_RULES, ...OBJECT_RULES, ...PEOPLE_RULES, ...TIME_RULES] as const;
export type RuleId = (typeof ITIP_RULES)[number]['id'];

export interface CheckReport {
  readonly kind: 'calendar' | 'mail';
  /** Of the calendar, upper case; '' when it has none. */
  readonly method: string;
  /** Errors first. */
  readonly findings: ReadonlyArray<Finding & { readonly rule: RuleId }>;
  /** The worst that each client does. */
  readonly clients: Readonly<Record<Client, Effect>>;
}

const addresses = (header: string): string[] =>
  [...header.matchAll(/[^\s<>,;:"()]{1,64}@[^\s<>,;:"()]{1,253}/g)].map(([address]) => address.toLowerCase());

const collect = (entity: MimeEntity, path: CalendarPart['path'], found: CalendarPart[], types: Set<string>): void => {
  types.add(entity.type);
  if (entity.type === 'text/calendar' || entity.type === 'application/ics') found.push({ entity, path });
  for (const [index, part] of entity.parts.entries()) collect(part, [...path, { parent: entity, index }], found, types);
};

const checkedMail = (bytes: Uint8Array): CheckedMail => {
  const message = Buffer.from(bytes).toString('latin1');
  // Saved on a machine whose lines end in line feeds; on its way each had both.
  const root = readMimeTree(message.includes('\r\n') ? message : message.replaceAll('\n', '\r\n'));
  const calendars: CalendarPart[] = [];
  const types = new Set<string>();
  collect(root, [], calendars, types);
  const header = (name: string): string => root.headers.get(name) ?? '';
  return {
    root,
    from: addresses(header('from').replace(/"(?:[^"\\]|\\.)*"/g, '')),
    recipients: addresses(`${header('to')}, ${header('cc')}`.replace(/"(?:[^"\\]|\\.)*"/g, '')),
    calendars: calendars.toSorted(
      (one, other) => Number(one.entity.type !== 'text/calendar') - Number(other.entity.type !== 'text/calendar'),
    ),
    types,
  };
};

/** A calendar file begins with BEGIN; a mail with a header. */
const isCalendar = (start: string): boolean => /^\s*BEGIN\s*:/i.test(start) || !/^[\x21-\x39\x3b-\x7e]+:/.test(start);

const subjectOf = (bytes: Uint8Array): Subject => {
  const start = Buffer.from(bytes.subarray(0, 200))
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const mail = isCalendar(start) ? undefined : checkedMail(bytes);
  const raw =
    mail === undefined
      ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
      : (mail.calendars[0]?.entity.text ?? '');
  const calendar = readLeniently(raw);
  const { root } = calendar;
  return {
    raw,
    calendar,
    method: (root && firstOf(root, 'METHOD')?.value.trim().toUpperCase()) ?? '',
    events: root?.components.filter(({ name }) => name === 'VEVENT') ?? [],
    mail,
  };
};

const isJudged = ({ id }: Rule, { mail, calendar }: Subject): boolean => {
  if (MAIL_RULES.some((rule) => rule.id === id)) return true;
  // Of what was not read to its end nothing is missing; nor of a calendar that is not there.
  if (calendar.tooLarge) return id === 'too-large';
  return mail === undefined || mail.calendars.length > 0;
};

const worst = (findings: readonly Finding[], client: Client): Effect =>
  findings.reduce<Effect>(
    (soFar, { effects }) => (EFFECTS.indexOf(effects[client]) > EFFECTS.indexOf(soFar) ? effects[client] : soFar),
    'fine',
  );

/** Judges a calendar file or a whole mail by the rules that our own mails keep. Never throws. */
export const checkItip = (bytes: Uint8Array): CheckReport => {
  const subject = subjectOf(bytes);
  const findings = (ITIP_RULES as readonly Rule<RuleId>[])
    .filter((rule) => isJudged(rule, subject))
    .flatMap((rule) =>
      rule
        .broken(subject)
        .map((place) => ({ ...place, rule: rule.id, severity: rule.severity, effects: rule.effects })),
    )
    .toSorted((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
  const clients = Object.fromEntries(CLIENTS.map((client) => [client, worst(findings, client)])) as Record<
    Client,
    Effect
  >;
  return { kind: subject.mail === undefined ? 'calendar' : 'mail', method: subject.method, findings, clients };
};
