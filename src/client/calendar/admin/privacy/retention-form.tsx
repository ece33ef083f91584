import { useState } from 'preact/hooks';
import type { Privacy, Retention } from '../../../../contract/http/privacy.ts';
import { callApi } from '../../../shared/api.ts';
import { TextField } from '../../../shared/field.tsx';
import { locale, t } from '../../../shared/language.ts';
import { SettingsForm } from '../settings-form.tsx';
import { daysWords, otherKinds, RULED } from './kept-kinds.ts';

const HIGHEST = 36_500;
const AUDIT_LEAST = 30;

type Texts = Readonly<Record<keyof Retention, string>>;

const textsOf = (retention: Retention): Texts =>
  Object.fromEntries(RULED.map((name) => [name, String(retention[name])])) as unknown as Texts;

const daysIn = (name: keyof Retention, text: string): number | undefined => {
  const value = /^\d{1,5}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  const isShort = name === 'audit' && value > 0 && value < AUDIT_LEAST;
  return value <= HIGHEST && !isShort ? value : undefined;
};

/** For how long each kind is kept: a field for what is ruled here, words for the rest. */
export const RetentionForm = ({
  privacy,
  onSaved,
}: {
  readonly privacy: Privacy;
  readonly onSaved: (privacy: Privacy) => void;
}) => {
  const [texts, setTexts] = useState<Texts>(textsOf(privacy.retention));
  const wanted = RULED.map((name) => [name, daysIn(name, texts[name])] as const);

  const save = async (): Promise<void> => {
    const saved = await callApi<Privacy>('PUT', '/admin/privacy/retention', Object.fromEntries(wanted));
    setTexts(textsOf(saved.retention));
    onSaved(saved);
  };

  return (
    <SettingsForm
      class="card stack"
      isRight={wanted.every(([, days]) => days !== undefined)}
      save={save}
      action={t('privacy.kept.save')}
      saved={t('privacy.kept.saved')}
    >
      {(checked) => (
        <>
          <h2>{t('privacy.kept.title')}</h2>
          <p class="muted small">{t('privacy.kept.hint')}</p>
          <div class="settings-grid">
            {RULED.map((name) => (
              <TextField
                key={name}
                label={t(`privacy.kinds.${name}.name`)}
                hint={t(`privacy.kinds.${name}.why`)}
                class="input privacy__days"
                inputMode="numeric"
                value={texts[name]}
                problem={
                  checked && daysIn(name, texts[name]) === undefined
                    ? t(name === 'audit' ? 'privacy.kept.wrongAudit' : 'privacy.kept.wrong', {
                        highest: HIGHEST.toLocaleString(locale.value),
                      })
                    : undefined
                }
                onText={(text) => setTexts({ ...texts, [name]: text })}
              />
            ))}
          </div>
          <dl class="privacy__list">
            {otherKinds(privacy).map(({ name, days, elsewhere }) => (
              <div key={name} class="privacy__row">
                <dt>{t(`privacy.kinds.${name}.name`)}</dt>
                <dd class="privacy__long">{daysWords(days)}</dd>
                <dd class="muted small privacy__why">
                  {t(`privacy.kinds.${name}.why`)}
                  {elsewhere && (
                    <>
                      {' '}
                      <a href="/admin/documents">{t('privacy.kept.elsewhere')}</a>
                    </>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </SettingsForm>
  );
};
