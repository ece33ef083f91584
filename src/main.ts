import { addAccountFromTerminal } from './app/add-account-from-terminal.ts';
import { checkIcsFile } from './app/check-ics-file.ts';
import { ConfigError, readConfig } from './app/config.ts';
import { serve } from './app/serve.ts';

const USAGE = `webmeeting: meetings that hang from calendar events

  webmeeting serve                                     run the server
  webmeeting account add EMAIL --name NAME [--admin]   make an account; the password comes on standard input
  webmeeting ics check FILE [--json]                   judge a calendar file (.ics) or a mail (.eml)
`;

process.umask(0o077); // what is kept here is nobody else's to read

const main = async ([command, ...rest]: readonly string[]): Promise<number | undefined> => {
  if (command === 'serve' && rest.length === 0) {
    await serve(readConfig());
    return undefined;
  }
  if (command === 'account' && rest[0] === 'add') return addAccountFromTerminal(readConfig(), rest.slice(1));
  if (command === 'ics' && rest[0] === 'check')
    return checkIcsFile(rest.slice(1), {
      say: (text) => process.stdout.write(text),
      complain: (text) => process.stderr.write(text),
    });
  process.stderr.write(USAGE);
  return command === undefined || command === 'help' || command === '--help' ? 0 : 2;
};

try {
  const status = await main(process.argv.slice(2));
  if (status !== undefined) process.exitCode = status;
} catch (error) {
  const told =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${told}\n`);
  process.exitCode = 1;
}
