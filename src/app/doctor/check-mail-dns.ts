import { checkMailDns, type MailDnsFinding, type MailDnsState } from '../../mail/mail-dns-check.ts';
import { outgoingAddresses } from '../../mail/outgoing-addresses.ts';
import type { Examination } from './doctor-world.ts';
import { type Finding, findingsOf, type Verdict } from './finding.ts';

const finding = findingsOf('mail-dns');
const VERDICTS: Readonly<Record<MailDnsState, Verdict>> = {
  ok: 'ok',
  warning: 'warn',
  failed: 'fail',
  unknown: 'unknown',
};

/** Where it is not known from which address mails leave: those that take the domain's mail, and its own. */
const SPF_ADVICE = 'v=spf1 mx a -all';

const toFinding = ({ state, code, name, published = '', advice = SPF_ADVICE, values }: MailDnsFinding): Finding =>
  finding(VERDICTS[state], code, { name, published, advice, ...values });

/** What others look up about our mails: SPF, DKIM, DMARC. */
export const checkMailRecords = async ({ config, world }: Examination): Promise<readonly Finding[]> => {
  const { from, smtpUrl, dkim } = config.mail;
  const found = await checkMailDns(
    { from, ...(dkim && { dkim }), ...(await outgoingAddresses({ smtpUrl, publicUrl: config.publicUrl }, world.dns)) },
    world.dns,
  );
  const told = found.map(toFinding);
  // The same sentence three times says no more than once.
  return told.every(({ code }) => code === 'no-public-domain') ? told.slice(0, 1) : told;
};
