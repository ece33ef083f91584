import { useState } from 'preact/hooks';
import type { BackupPlan, BackupPlanRequest } from '../../../../contract/http/backup.ts';
import { callApi } from '../../../shared/api.ts';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { SettingsForm } from '../settings-form.tsx';

const NUMBERS = [
  { name: 'daily', lowest: 1, highest: 365 },
  { name: 'weekly', lowest: 0, highest: 104 },
  { name: 'monthly', lowest: 0, highest: 120 },
] as const;
const PASSPHRASE_SHORTEST = 12;
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

type Texts = Readonly<Record<(typeof NUMBERS)[number]['name'] | 'at' | 'passphrase', string>>;

const textsOf = ({ at, daily, weekly, monthly }: BackupPlan): Texts => ({
  at,
  passphrase: '',
  ...{ daily: String(daily), weekly: String(weekly), monthly: String(monthly) },
});

const numberIn = (text: string, { lowest, highest }: (typeof NUMBERS)[number]): number | undefined => {
  const value = /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  return value >= lowest && value <= highest ? value : undefined;
};

/** When backups are made by themselves, how many are kept, and whether they are encrypted. */
export const PlanForm = ({
  plan,
  onSaved,
}: {
  readonly plan: BackupPlan;
  readonly onSaved: (plan: BackupPlan) => void;
}) => {
  const [texts, setTexts] = useState<Texts>(textsOf(plan));
  const [active, setActive] = useState(plan.active);
  const [encrypted, setEncrypted] = useState(plan.encrypted);

  const numbers = NUMBERS.map((rule) => [rule.name, numberIn(texts[rule.name], rule)] as const);
  const needsPassphrase = encrypted && (!plan.passphraseSet || texts.passphrase !== '');
  const isShort = needsPassphrase && texts.passphrase.length < PASSPHRASE_SHORTEST;
  const isWrong = isShort || !CLOCK.test(texts.at) || numbers.some(([, value]) => value === undefined);

  const save = async (): Promise<void> => {
    const wanted = {
      ...(Object.fromEntries(numbers) as Pick<BackupPlanRequest, 'daily' | 'weekly' | 'monthly'>),
      ...{ active, encrypted, at: texts.at },
      ...(encrypted && texts.passphrase !== '' && { passphrase: texts.passphrase }),
    };
    const saved = await callApi<BackupPlan>('PUT', '/admin/backups/plan', wanted);
    setTexts(textsOf(saved));
    onSaved(saved);
  };

  return (
    <SettingsForm
      class="card stack"
      isRight={!isWrong}
      save={save}
      action={t('backups.plan.save')}
      saved={t('backups.plan.saved')}
    >
      {(checked) => (
        <>
          <h2>{t('backups.plan.title')}</h2>
          <label class="check">
            <input type="checkbox" checked={active} onChange={(event) => setActive(event.currentTarget.checked)} />
            <span>{t('backups.plan.active')}</span>
          </label>
          <TextField
            label={t('backups.plan.at')}
            class="input backups__short"
            placeholder="03:00"
            value={texts.at}
            problem={checked && !CLOCK.test(texts.at) ? t('backups.plan.atWrong') : undefined}
            onText={(at) => setTexts({ ...texts, at })}
          />
          <fieldset class="backups__keep">
            <legend class="field__label">{t('backups.plan.keep')}</legend>
            <p class="field__hint">{t('backups.plan.keepHint')}</p>
            <div class="backups__numbers">
              {NUMBERS.map((rule, index) => (
                <TextField
                  key={rule.name}
                  label={t(`backups.plan.${rule.name}`)}
                  class="input backups__short"
                  inputMode="numeric"
                  value={texts[rule.name]}
                  problem={
                    checked && numbers[index]?.[1] === undefined
                      ? t('backups.plan.wrong', { lowest: rule.lowest, highest: rule.highest })
                      : undefined
                  }
                  onText={(text) => setTexts({ ...texts, [rule.name]: text })}
                />
              ))}
            </div>
          </fieldset>
          <label class="check">
            <input
              type="checkbox"
              checked={encrypted}
              onChange={(event) => setEncrypted(event.currentTarget.checked)}
            />
            <span>
              {t('backups.plan.encrypted')}
              <span class="muted small backups__note">{t('backups.plan.encryptedHint')}</span>
            </span>
          </label>
          {encrypted && (
            <TextField
              label={t(plan.passphraseSet ? 'backups.plan.passphraseNew' : 'backups.plan.passphrase')}
              hint={t(plan.passphraseSet ? 'backups.plan.passphraseSet' : 'backups.plan.passphraseHint')}
              type="password"
              autoComplete="new-password"
              value={texts.passphrase}
              problem={checked && isShort ? t('backups.plan.passphraseShort') : undefined}
              onText={(passphrase) => setTexts({ ...texts, passphrase })}
            />
          )}
        </>
      )}
    </SettingsForm>
  );
};
