import { findCommand, usage, WRONGLY_CALLED } from './app/commands.ts';
import { ConfigError } from './app/config.ts';
import { StartRefused } from './app/start-refused.ts';
import { processTerminal } from './app/terminal.ts';

process.umask(0o077); // what is kept here is nobody else's to read

const HELP = new Set([undefined, 'help', '--help']);

const main = async (typed: readonly string[]): Promise<number | undefined> => {
  const found = findCommand(typed);
  const status = found ? await found.command.run(found.parameters, processTerminal) : WRONGLY_CALLED;
  if (found) return status;
  processTerminal.complain(usage());
  return HELP.has(typed[0]) ? 0 : WRONGLY_CALLED;
};

try {
  const status = await main(process.argv.slice(2));
  if (status !== undefined) process.exitCode = status;
} catch (error) {
  const wronglyCalled = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  const told =
    error instanceof ConfigError || error instanceof StartRefused || wronglyCalled
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${told}\n`);
  process.exitCode = wronglyCalled ? WRONGLY_CALLED : 1;
}
