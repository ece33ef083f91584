import { parseArgs } from 'node:util';
import { isLanguage, type Language } from '../../base/languages.ts';
import { ConfigError, readConfig } from '../config.ts';
import type { Terminal } from '../terminal.ts';
import { checkOpenFiles } from './check-machine.ts';
import { realWorld } from './doctor-world.ts';
import { examine } from './examine.ts';
import { type Finding, findingsOf } from './finding.ts';
import { exitStatusOf, reportJson, reportText } from './report.ts';

const USAGE = `webmeeting doctor [--json] [--language fr|en]   say what is wrong with this installation, and the remedy

Reads the same environment as the server. Changes nothing and sends no mail. Ends with 0 when all is well, 1 when something should be
looked at, 2 when something fails, 64 when it was not called like this.
`;

const WRONGLY_CALLED = 64;

const readWish = (parameters: readonly string[]): { json: boolean; language: Language } | undefined => {
  try {
    const { values } = parseArgs({
      args: [...parameters],
      options: { json: { type: 'boolean', default: false }, language: { type: 'string', default: 'en' } },
    });
    return isLanguage(values.language) ? { json: values.json, language: values.language } : undefined;
  } catch {
    return undefined;
  }
};

/** Where the environment cannot be used, that is the finding: nothing else is known to look at. */
const examineEnvironment = async (
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> => {
  try {
    return await examine(readConfig(environment), realWorld());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const problems = error.problems.join('; ');
    return [findingsOf('configuration')('fail', 'configuration-bad', { problems }), ...checkOpenFiles()];
  }
};

/** `webmeeting doctor`: answers the exit status. */
export const doctorFromTerminal = async (
  environment: Readonly<Record<string, string | undefined>>,
  parameters: readonly string[],
  terminal: Terminal,
): Promise<number> => {
  const wish = readWish(parameters);
  if (wish === undefined) {
    terminal.complain(USAGE);
    return WRONGLY_CALLED;
  }
  const findings = await examineEnvironment(environment);
  terminal.say(wish.json ? reportJson(findings, wish.language) : reportText(findings, wish.language));
  return exitStatusOf(findings);
};
