import { doctor as english } from '../../base/i18n/en/doctor.ts';
import { doctor as french } from '../../base/i18n/fr/doctor.ts';
import type { Language } from '../../base/languages.ts';
import { type Finding, VERDICTS, type Verdict } from './finding.ts';

const TEXTS = { en: english, fr: french };

/** What others wrote (a certificate, the DNS, a mail server) goes to a terminal: nothing in it may steer one. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');

const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => plain(String(values[name] ?? '')));

/** A finding in words. */
export interface Told {
  readonly found: string;
  /** '' where there is nothing to do. */
  readonly remedy: string;
}

export const tell = ({ code, values = {} }: Finding, language: Language): Told => {
  const { found, remedy } = TEXTS[language].finding[code];
  return { found: filled(found, values), remedy: filled(remedy, values) };
};

export const countVerdicts = (findings: readonly Finding[]): Readonly<Record<Verdict, number>> =>
  Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, findings.filter((finding) => finding.verdict === verdict).length]),
  ) as Record<Verdict, number>;

/** 2: something fails. 1: something should be looked at. 0: all is well, as far as it shows from here. */
export const exitStatusOf = (findings: readonly Finding[]): number => {
  const { fail, warn } = countVerdicts(findings);
  return fail > 0 ? 2 : warn > 0 ? 1 : 0;
};

const linesOf = (finding: Finding, language: Language, width: number, names: number): string[] => {
  const { verdict, check } = TEXTS[language];
  const { found, remedy } = tell(finding, language);
  const head = `${verdict[finding.verdict].padEnd(width)}  ${check[finding.check].padEnd(names)}  ${found}`;
  const indent = ' '.repeat(width + 2);
  const isNeeded = remedy !== '' && finding.verdict !== 'ok';
  return isNeeded ? [head, `${indent}→ ${filled(TEXTS[language].remedy, { remedy })}`] : [head];
};

/** The report as a person reads it at a terminal. */
export const reportText = (findings: readonly Finding[], language: Language): string => {
  const { verdict, check, sum } = TEXTS[language];
  const width = Math.max(...Object.values(verdict).map((word) => word.length));
  const names = Math.max(...Object.values(check).map((name) => name.length));
  const lines = findings.flatMap((finding) => linesOf(finding, language, width, names));
  return [...lines, '', filled(sum, countVerdicts(findings)), ''].join('\n');
};

/** The same for programs. */
export const reportJson = (findings: readonly Finding[], language: Language): string =>
  `${JSON.stringify(
    {
      counts: countVerdicts(findings),
      findings: findings.map((finding) => ({ ...finding, ...tell(finding, language) })),
    },
    null,
    2,
  )}\n`;
