import { useState } from 'preact/hooks';
import { isMailbox } from '../../../base/text.ts';
import type { MailSettings } from '../../../contract/http/settings.ts';
import { callApi } from '../../shared/api.ts';
import { Field, TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { useLoaded } from '../shell/use-loaded.ts';
import { AdminScreen } from './admin-screen.tsx';
import { SettingsForm } from './settings-form.tsx';
import { MailCheckPart } from './webhooks/mail-check-part.tsx';

/** `mailSettingsSchema` of the contract. */
const PERSON_DOMAINS_MOST = 50;
const HOSTING_DOMAINS_MOST = 200;
const PER_DAY_MOST = 1_000;

const domainsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .map((one) => one.replace(/^@/, '').toLowerCase())
      .filter((one) => one !== ''),
  ),
];

const domainProblem = (domains: readonly string[], most: number): string | undefined => {
  const wrong = domains.filter((one) => !isMailbox(`postmaster@${one}`));
  if (wrong.length > 0) return t('admin.settings.wrongDomain', { list: wrong.join(', ') });
  return domains.length > most ? t('admin.settings.tooMany', { count: most }) : undefined;
};

interface DomainsFieldProps {
  readonly label: string;
  readonly text: string;
  readonly problem: string | undefined;
  readonly onText: (text: string) => void;
}

const DomainsField = ({ label, text, problem, onText }: DomainsFieldProps) => (
  <Field label={label} hint={t('admin.settings.domainsHint')} problem={problem}>
    {(control) => (
      <textarea
        {...control}
        class="input"
        rows={4}
        spellcheck={false}
        autoCapitalize="none"
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    )}
  </Field>
);

const Form = ({ settings }: { readonly settings: MailSettings }) => {
  const [person, setPerson] = useState(settings.personDomains.join('\n'));
  const [hosting, setHosting] = useState(settings.hostingDomains.join('\n'));
  const [perDay, setPerDay] = useState(String(settings.hostingPerDay));
  const [attentionMails, setAttentionMails] = useState(settings.attentionMails);

  const [personDomains, hostingDomains] = [domainsIn(person), domainsIn(hosting)];
  const isNumber = /^\d{1,4}$/.test(perDay.trim()) && Number(perDay) <= PER_DAY_MOST;
  const problems = {
    person: domainProblem(personDomains, PERSON_DOMAINS_MOST),
    hosting: domainProblem(hostingDomains, HOSTING_DOMAINS_MOST),
    perDay: isNumber ? undefined : t('admin.settings.wrongNumber', { most: PER_DAY_MOST }),
  };

  const save = async (): Promise<void> => {
    const wanted: MailSettings = { personDomains, hostingDomains, hostingPerDay: Number(perDay), attentionMails };
    const saved = await callApi<MailSettings>('PUT', '/admin/mail-settings', wanted);
    setPerson(saved.personDomains.join('\n'));
    setHosting(saved.hostingDomains.join('\n'));
    setPerDay(String(saved.hostingPerDay));
  };

  return (
    <SettingsForm
      class="stack settings-cards"
      isRight={Object.values(problems).every((one) => one === undefined)}
      save={save}
      action={t('admin.settings.save')}
      saved={t('admin.settings.saved')}
    >
      {(checked) => (
        <>
          <section class="card stack">
            <h2>{t('admin.settings.sender')}</h2>
            <p class="muted">{t('admin.settings.senderText')}</p>
            <DomainsField
              label={t('admin.settings.personDomains')}
              text={person}
              problem={checked ? problems.person : undefined}
              onText={setPerson}
            />
          </section>
          <section class="card stack">
            <h2>{t('admin.settings.hosting')}</h2>
            <p class="muted">{t('admin.settings.hostingText')}</p>
            <DomainsField
              label={t('admin.settings.hostingDomains')}
              text={hosting}
              problem={checked ? problems.hosting : undefined}
              onText={setHosting}
            />
            <TextField
              label={t('admin.settings.hostingPerDay')}
              hint={t('admin.settings.hostingPerDayHint', { most: PER_DAY_MOST })}
              inputMode="numeric"
              value={perDay}
              problem={checked ? problems.perDay : undefined}
              onText={setPerDay}
            />
          </section>
          <section class="card stack">
            <h2>{t('admin.settings.attention')}</h2>
            <p class="muted">{t('admin.settings.attentionText')}</p>
            <label class="check">
              <input
                type="checkbox"
                checked={attentionMails}
                onChange={(event) => setAttentionMails(event.currentTarget.checked)}
              />
              <span>{t('admin.settings.attentionMails')}</span>
            </label>
          </section>
        </>
      )}
    </SettingsForm>
  );
};

/** Under whose address mails leave, who gets meetings by inviting the meeting address, and whether administrators are mailed. */
export const MailSettingsPage = () => {
  const { value, problem, reload } = useLoaded('mail-settings', () =>
    callApi<MailSettings>('GET', '/admin/mail-settings'),
  );
  return (
    <AdminScreen title={t('admin.settings.title')} intro={t('admin.settings.intro')}>
      {value && <Form settings={value} />}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton mail-frame" aria-busy="true" />}
      <MailCheckPart />
    </AdminScreen>
  );
};
