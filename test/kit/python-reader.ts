import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/app/project-root.ts';

/** A mail as Python's email, html.parser and icalendar understand it. */
export interface PythonMail {
  readonly to: ReadonlyArray<readonly [name: string, address: string]>;
  readonly from: ReadonlyArray<readonly [name: string, address: string]>;
  readonly replyTo: ReadonlyArray<readonly [name: string, address: string]>;
  readonly subject: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Headers that are there more than once. */
  readonly twice: readonly string[];
  readonly types: readonly string[];
  readonly defects: readonly string[];
  readonly text: string;
  readonly calendars: ReadonlyArray<{
    readonly header: string;
    readonly method: string;
    readonly uids: readonly string[];
    readonly summaries: readonly string[];
    readonly attendees: ReadonlyArray<readonly [uri: string, rsvp: string | null, partstat: string | null]>;
  }>;
  readonly html: {
    readonly bytes: number;
    readonly tags: Readonly<Record<string, number>>;
    readonly links: readonly string[];
    /** `onclick` and its kin. */
    readonly handlers: readonly string[];
    readonly languages: readonly string[];
    /** The role of each table. */
    readonly tables: ReadonlyArray<string | null>;
    readonly headings: ReadonlyArray<readonly [tag: string, text: string]>;
    readonly text: string;
  };
}

/** Reads mails in one run of Python. */
export const readWithPython = (mails: readonly Buffer[]): PythonMail[] => {
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [join(projectRoot(), 'test/mail/read-mails.py')], {
    input: JSON.stringify(mails.map((mime) => mime.toString('base64'))),
    encoding: 'utf8',
    maxBuffer: 256_000_000,
  });
  if (status !== 0) throw new Error(`Python cannot read the mails: ${stderr}`);
  return JSON.parse(stdout) as PythonMail[];
};
