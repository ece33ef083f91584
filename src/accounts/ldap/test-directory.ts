import type { TestStep } from '../../contract/http/sign-in.ts';
import type { DirectorySettings } from '../sign-in-settings.ts';
import { connectDirectory, type DirectoryConnection, DirectoryError } from './directory.ts';
import type { DirectoryEntry } from './directory-entry.ts';

/** Somebody to look for, and the password to try, when there is one. */
interface Somebody {
  readonly login: string;
  readonly password: string | undefined;
}

type Report = (step: TestStep['step'], ok: boolean, detail: string, code?: string) => void;

/** Ends the test after a step that failed. */
class Ended extends Error {}

const person = async (
  connection: DirectoryConnection,
  { login, password }: Somebody,
  report: Report,
  attempt: <T>(step: TestStep['step'], work: () => Promise<T>) => Promise<T>,
): Promise<void> => {
  const entry = await attempt('find', () => connection.find(login));
  const fail = (step: TestStep['step'], detail: string, code: string): never => {
    report(step, false, detail, code);
    throw new Ended();
  };
  if (entry === undefined) return fail('find', login, 'nobody');
  report('find', true, entry.dn);
  if (entry.disabled) return fail('enabled', entry.dn, 'disabled');
  report('enabled', true, '');
  if (entry.subject === '') return fail('attributes', '', 'no-id');
  report('attributes', entry.email !== '', describe(entry), entry.email === '' ? 'no-email' : undefined);
  const groups = await attempt('groups', () => connection.groupsOf(entry));
  report('groups', true, groups.filter((name) => !name.includes('=')).join(', '));
  if (password === undefined || password === '') return;
  const right = await attempt('password', () => connection.isPassword(entry.dn, password));
  report('password', right, '', right ? undefined : 'wrong-password');
};

const describe = ({ email, name }: DirectoryEntry): string => [name, email].filter((one) => one !== '').join(', ');

/** Tries the settings step by step; nothing is changed, and the first step that fails is the last. */
export const testDirectory = async (settings: DirectorySettings, somebody?: Somebody): Promise<TestStep[]> => {
  const steps: TestStep[] = [];
  const report: Report = (step, ok, detail, code) => {
    steps.push({ step, ok, detail: detail.slice(0, 500), ...(code !== undefined && { code }) });
  };
  const attempt = async <T>(step: TestStep['step'], work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Ended) throw error;
      const { fault, detail } =
        error instanceof DirectoryError ? error : { fault: 'unreachable', detail: String(error) };
      // With TLS from the first byte, connecting happens when something is asked.
      report(
        step === 'bind' && fault !== 'refused-bind' && fault !== 'refused' ? 'connect' : step,
        false,
        detail,
        fault,
      );
      throw new Ended();
    }
  };
  let connection: DirectoryConnection | undefined;
  try {
    const opened = await attempt('connect', () => connectDirectory(settings));
    connection = opened;
    await attempt('bind', () => opened.bind());
    report('connect', true, `${settings.host}:${settings.port}`);
    report('bind', true, settings.bindDn);
    await attempt('base', () => opened.readBase());
    report('base', true, settings.base);
    if (somebody) await person(opened, somebody, report, attempt);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
  } finally {
    await connection?.close();
  }
  return steps;
};
