import type { AccountStore } from '../accounts/account-store.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Attention } from '../contract/http/overview.ts';
import { digest } from '../invitations/mail-parts.ts';
import { languagesFor } from '../invitations/mail-texts.ts';
import type { NoticeToSend, SendNotices } from '../invitations/notices/send-notices.ts';
import type { MailIdentity } from '../invitations/read-situation.ts';
import { createJob, type Job } from '../platform/job.ts';
import { asTold, judgeWarnings, type Warning } from './judge-warnings.ts';
import type { WarningStore } from './warning-store.ts';

export interface AttentionMailJob extends Job {
  /** What the job does when it wakes; answers when it wants to run again, in milliseconds. */
  run(): Promise<number>;
}

interface Finding extends Warning {
  readonly attention: Attention;
}

const LOOK_MS = 5 * 60_000;
/** While the server starts nothing is measured yet. */
const FIRST_MS = 60_000;

/** What an administrator did on purpose, or has in the console every day: that is not mailed. */
const SHOWN_ONLY: ReadonlySet<string> = new Set(['service-stopped', 'mails-failed', 'clock-set']);
/** Of services: done on purpose, somebody else's to mend, or over by itself. A disk that fills up is told by its own sentence. */
const TROUBLE_SHOWN_ONLY: ReadonlySet<unknown> = new Set([
  ...['calls-refused', 'feeds-failing', 'recording-failed'],
  ...['rooms-taken', 'lines-taken', 'disk-low', 'disk-full'],
]);

/** A mail that says that no mail leaves would come when it is over. */
const isMailed = ({ code, values }: Attention): boolean =>
  !SHOWN_ONLY.has(code) &&
  !(code === 'service-troubled' && (values['service'] === 'mail-out' || TROUBLE_SHOWN_ONLY.has(values['problem'])));

/** Mails administrators what needs attention on the overview, so that they hear of it without looking. */
export const createAttentionMailJob = ({
  readAttention,
  isWanted,
  stores: { told, accounts },
  sendNotices,
  mail,
  clock,
  log,
}: {
  readonly readAttention: () => Promise<readonly Attention[]>;
  /** Whether administrators want these mails. */
  readonly isWanted: () => Promise<boolean>;
  readonly stores: { readonly told: WarningStore; readonly accounts: Pick<AccountStore, 'listAdministrators'> };
  readonly sendNotices: SendNotices;
  readonly mail: MailIdentity & { readonly publicUrl: string };
  readonly clock: Clock;
  readonly log: Log;
}): AttentionMailJob => {
  let hasBegun = false;

  const noticesOf = async (findings: readonly Finding[]): Promise<NoticeToSend[]> => {
    if (findings.length === 0) return [];
    const nowMs = clock.nowMs();
    const items = findings.map(({ attention }) => ({ attention, url: `${mail.publicUrl}${attention.href}` }));
    return (await accounts.listAdministrators()).map(({ id, name, email, timeZone, language }) => ({
      orderKey: 'attention',
      mail: {
        kind: 'attention',
        id: digest('attention', id, ...findings.map(({ key }) => key), String(nowMs)),
        stampMs: nowMs,
        recipient: { name, address: email, timeZone },
        languages: languagesFor(language, mail.languages),
        from: mail.from,
        server: new URL(mail.publicUrl).host,
        items,
      },
    }));
  };

  const look = async (): Promise<void> => {
    const nowMs = clock.nowMs();
    const findings = (await readAttention()).filter(isMailed).map((attention): Finding => {
      const { code, level, values } = attention;
      const parts = [code, values['service'], values['problem']].filter((part) => part !== undefined);
      return { key: parts.join(' '), level, attention };
    });
    const { tell, changed, forget } = judgeWarnings(await told.list(), findings, nowMs);
    if (tell.length + changed.length + forget.length === 0) return;
    await sendNotices(await noticesOf(tell), async (transaction) => {
      await told.put(transaction, [...changed, ...tell.map((one) => asTold(one, nowMs))]);
      await told.forget(transaction, forget);
      return true;
    });
  };

  const run = async (): Promise<number> => {
    if (!hasBegun) {
      hasBegun = true;
      return FIRST_MS;
    }
    try {
      if (await isWanted()) await look();
    } catch (error) {
      log.error({ err: error }, 'administrators could not be told what needs attention');
    }
    return LOOK_MS;
  };

  return { run, ...createJob({ name: 'mail what needs attention', run, log }) };
};
