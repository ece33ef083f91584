import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { createAddAccount } from '../accounts/add-account.ts';
import { createPasswords } from '../accounts/password.ts';
import { systemClock } from '../base/clock.ts';
import { DomainError, type ErrorCode } from '../base/errors.ts';
import { isLanguage } from '../base/languages.ts';
import { silentLog } from '../base/log.ts';
import { setUpRequest } from '../contract/http/account.ts';
import { createMeetingPolicyKeeper } from '../meetings/meeting-policy-keeper.ts';
import { buildGround } from './build-ground.ts';
import { refuseServiceAddress } from './build-meeting-policy.ts';
import { buildGiveRights } from './build-rights.ts';
import { buildCalendarStores } from './build-stores.ts';
import type { Config } from './config.ts';
import { localTimeZone } from './local-time-zone.ts';
import type { Terminal } from './terminal.ts';

type Input = Readable & { readonly isTTY?: boolean };

const personSchema = setUpRequest.pick({ email: true, name: true, password: true });

const REFUSALS: Partial<Record<ErrorCode, string>> = {
  'already-exists': 'There is an account with this address already.',
  'no-seat-left': 'No seat of a licence is left for another account. See Licences in the console.',
};

const readRequest = async (args: readonly string[], { complain }: Terminal, input: Input) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { name: { type: 'string' }, admin: { type: 'boolean', default: false } },
  });
  if (input.isTTY) complain('Password, then Ctrl+D: ');
  const password = (await text(input)).replace(/\r?\n$/, '');
  const outcome = personSchema.safeParse({ email: positionals[0], name: values.name, password });
  if (!outcome.success)
    throw new Error(outcome.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  return { ...outcome.data, admin: values.admin };
};

/** `webmeeting account add`: answers the exit status. May run while the server does. */
export const addAccountFromTerminal = async (
  config: Config,
  args: readonly string[],
  terminal: Terminal,
  input: Input = process.stdin,
): Promise<number> => {
  let request: Awaited<ReturnType<typeof readRequest>>;
  try {
    request = await readRequest(args, terminal, input);
  } catch (error) {
    terminal.complain(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  const ground = await buildGround(config, systemClock, silentLog);
  try {
    const stores = buildCalendarStores(ground);
    const policy = createMeetingPolicyKeeper(ground.settings);
    await policy.load();
    const refuseAddress = refuseServiceAddress(ground, { policy });
    const addAccount = createAddAccount({
      accounts: stores.accounts,
      passwords: createPasswords(),
      giveRights: buildGiveRights(ground),
      unitOfWork: ground.unitOfWork,
      audit: ground.audit,
      clock: systemClock,
      async onAdded(transaction, account) {
        refuseAddress(account.email);
        await stores.adoptInvitations(transaction, account);
      },
    });
    await addAccount.add({
      ...request,
      language: config.mail.languages.find(isLanguage) ?? 'en',
      timeZone: localTimeZone(),
      actor: { kind: 'terminal' },
    });
    terminal.say('The account is made.\n');
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    terminal.complain(`${REFUSALS[error.code] ?? error.details.fields?.[0]?.message ?? error.code}\n`);
    return 1;
  } finally {
    await ground.database.destroy();
  }
};
