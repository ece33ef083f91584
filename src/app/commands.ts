import { readConfig } from './config.ts';
import type { Terminal } from './terminal.ts';

/** One thing that can be typed behind `webmeeting`. */
export interface Command {
  /** The words that call it. */
  readonly words: readonly string[];
  /** Behind the words, as the usage shows it. */
  readonly parameters: string;
  readonly about: string;
  /** Answers the exit status; undefined: it goes on. Loaded when it is called: `version` needs nothing of the server. */
  run(parameters: readonly string[], terminal: Terminal): Promise<number | undefined>;
}

/** Every command, in the order of the usage. */
export const COMMANDS: readonly Command[] = [
  {
    words: ['serve'],
    parameters: '',
    about: 'run the server',
    async run(parameters) {
      if (parameters.length > 0) return WRONGLY_CALLED;
      const { serve } = await import('./serve.ts');
      await serve(readConfig());
      return undefined;
    },
  },
  {
    words: ['doctor'],
    parameters: '[--json] [--language fr|en]',
    about: 'say what is wrong with this installation, and the remedy',
    async run(parameters, terminal) {
      const { doctorFromTerminal } = await import('./doctor/doctor-from-terminal.ts');
      return doctorFromTerminal(process.env, parameters, terminal);
    },
  },
  {
    words: ['backup'],
    parameters: 'FILE [--encrypt] | verify FILE | list',
    about: 'keep a copy of everything, while the server runs',
    async run(parameters, terminal) {
      const { backupFromTerminal } = await import('./backup-from-terminal.ts');
      return backupFromTerminal(readConfig(), parameters, terminal);
    },
  },
  {
    words: ['restore'],
    parameters: 'FILE [--into DIR] [--replace]',
    about: 'bring back what a backup holds',
    async run(parameters, terminal) {
      const { restoreFromTerminal } = await import('./restore-from-terminal.ts');
      return restoreFromTerminal(readConfig(), parameters, terminal);
    },
  },
  {
    words: ['account', 'add'],
    parameters: 'EMAIL --name NAME [--admin]',
    about: 'make an account; the password comes on standard input',
    async run(parameters, terminal) {
      const { addAccountFromTerminal } = await import('./add-account-from-terminal.ts');
      return addAccountFromTerminal(readConfig(), parameters, terminal);
    },
  },
  {
    words: ['account', 'reset'],
    parameters: 'EMAIL [--second-factor]',
    about: 'print a link to choose a new password; take the second factor away, too',
    async run(parameters, terminal) {
      const { resetAccountFromTerminal } = await import('./account-from-terminal.ts');
      return resetAccountFromTerminal(readConfig(), parameters, terminal);
    },
  },
  {
    words: ['account', 'list'],
    parameters: '',
    about: 'list the accounts: address, name, state, rights, last seen',
    async run(parameters, terminal) {
      const { listAccountsFromTerminal } = await import('./account-from-terminal.ts');
      return listAccountsFromTerminal(readConfig(), parameters, terminal);
    },
  },
  {
    words: ['ics', 'check'],
    parameters: 'FILE [--json]',
    about: 'judge a calendar file (.ics) or a mail (.eml)',
    async run(parameters, terminal) {
      const { checkIcsFile } = await import('./check-ics-file.ts');
      return checkIcsFile(parameters, terminal);
    },
  },
  {
    words: ['version'],
    parameters: '',
    about: 'say which release this is',
    async run(_parameters, terminal) {
      const { readVersion } = await import('./read-version.ts');
      terminal.say(`webmeeting ${readVersion()}\n`);
      return 0;
    },
  },
];

/** The exit status of a command that was not called as the usage says. */
export const WRONGLY_CALLED = 2;

const callOf = ({ words, parameters }: Command): string => ['webmeeting', ...words, parameters].join(' ').trimEnd();

/** What the terminal shows when it was asked for help, or did not understand. */
export const usage = (): string => {
  const width = Math.max(...COMMANDS.map((command) => callOf(command).length));
  return [
    'webmeeting: meetings that hang from calendar events',
    '',
    ...COMMANDS.map((command) => `  ${callOf(command).padEnd(width)}   ${command.about}`),
    '',
  ].join('\n');
};

/** The command that was typed, and what stands behind its words. */
export const findCommand = (
  typed: readonly string[],
): { command: Command; parameters: readonly string[] } | undefined => {
  const command = COMMANDS.find(({ words }) => words.every((word, index) => typed[index] === word));
  return command && { command, parameters: typed.slice(command.words.length) };
};
