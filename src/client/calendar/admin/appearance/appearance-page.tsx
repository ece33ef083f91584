import './appearance-page.css';
import { useRef, useState } from 'preact/hooks';
import { accentPalette } from '../../../../base/accent-palette.ts';
import type { Appearance, AppearanceAnswer } from '../../../../contract/http/appearance.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Field, TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { focusFirstProblem } from '../../parts/focus-first-problem.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { addServiceTexts } from '../services/service-texts.ts';
import { AppearancePreview } from './appearance-preview.tsx';
import { LogoPart } from './logo-part.tsx';

addServiceTexts();

const HEX = /^#[0-9a-f]{6}$/;
/** `appearanceSchema` of the contract. */
const NAME_LONGEST = 40;
const FOOTER_LONGEST = 500;
/** The accent of `tokens.css`. */
const DELIVERED = '#2460e0';

interface Texts {
  readonly name: string;
  readonly accent: string;
  readonly fr: string;
  readonly en: string;
}
const textsOf = ({ name, accent, footer }: Appearance): Texts => ({ name, accent: accent ?? '', ...footer });

const readTexts = (texts: Texts) => {
  const name = texts.name.trim();
  const accent = texts.accent.trim().toLowerCase();
  const wrong = new Set<keyof Texts>();
  if (name === '' || name.length > NAME_LONGEST) wrong.add('name');
  if (accent !== '' && !HEX.test(accent)) wrong.add('accent');
  for (const language of ['fr', 'en'] as const) if (texts[language].length > FOOTER_LONGEST) wrong.add(language);
  const wanted: Appearance = { name, accent: accent === '' ? null : accent, footer: { fr: texts.fr, en: texts.en } };
  return { wanted, wrong };
};

/** What becomes of a colour on which words could not be read. */
const accentNote = (accent: string | undefined): string => {
  if (accent === undefined) return t('services.appearance.accentHint');
  const { light, dark, corrected } = accentPalette(accent);
  const notes = [
    ...(corrected.light ? [t('services.appearance.corrected.light', { colour: light.accent })] : []),
    ...(corrected.dark ? [t('services.appearance.corrected.dark', { colour: dark.accent })] : []),
  ];
  return notes.length === 0 ? t('services.appearance.readable') : notes.join(' ');
};

const AccentField = ({
  text,
  problem,
  onText,
}: {
  readonly text: string;
  readonly problem: string | undefined;
  readonly onText: (text: string) => void;
}) => {
  const accent = text.trim().toLowerCase();
  const known = HEX.test(accent) ? accent : undefined;
  return (
    <Field label={t('services.appearance.accent')} hint={accentNote(known)} problem={problem}>
      {(control) => (
        <div class="look-colour">
          <input
            type="color"
            class="look-colour__pick"
            aria-label={t('services.appearance.accentPick')}
            value={known ?? DELIVERED}
            onInput={(event) => onText(event.currentTarget.value)}
          />
          <input
            {...control}
            type="text"
            class="input figures"
            spellcheck={false}
            autoCapitalize="none"
            value={text}
            onInput={(event) => onText(event.currentTarget.value)}
          />
          <Button kind="quiet" disabled={text === ''} onClick={() => onText('')}>
            {t('services.appearance.accentReset')}
          </Button>
        </div>
      )}
    </Field>
  );
};

const Form = ({ answer, onChanged }: { answer: AppearanceAnswer; onChanged: (answer: AppearanceAnswer) => void }) => {
  const [texts, setTexts] = useState(textsOf(answer.appearance));
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { wanted, wrong } = readTexts(texts);
  const wrongText = (field: keyof Texts, text: string): string | undefined =>
    checked && wrong.has(field) ? text : undefined;

  const save = async (): Promise<void> => {
    setChecked(true);
    if (wrong.size > 0) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await callApi<AppearanceAnswer>('PUT', '/admin/appearance', wanted);
      // Every screen has another name and other colours now.
      location.reload();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  return (
    <div class="look">
      <form
        ref={form}
        class="stack look__form"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <section class="card stack" aria-labelledby="look-identity">
          <h2 id="look-identity">{t('services.appearance.identity')}</h2>
          <TextField
            label={t('services.appearance.name')}
            hint={t('services.appearance.nameHint')}
            value={texts.name}
            problem={wrongText('name', t('services.appearance.nameMissing'))}
            onText={(name) => setTexts({ ...texts, name })}
          />
          <LogoPart
            logoUrl={answer.logoUrl}
            onChanged={(changed) => {
              onChanged({ ...changed, appearance: answer.appearance });
            }}
          />
        </section>
        <section class="card stack" aria-labelledby="look-colour">
          <h2 id="look-colour">{t('services.appearance.colour')}</h2>
          <AccentField
            text={texts.accent}
            problem={wrongText('accent', t('services.appearance.accentWrong'))}
            onText={(accent) => setTexts({ ...texts, accent })}
          />
        </section>
        <section class="card stack" aria-labelledby="look-mails">
          <h2 id="look-mails">{t('services.appearance.mails')}</h2>
          {(['fr', 'en'] as const).map((language) => (
            <Field
              key={language}
              label={t(language === 'fr' ? 'services.appearance.footerFr' : 'services.appearance.footerEn')}
              hint={t('services.appearance.footerHint')}
              problem={wrongText(language, t('services.appearance.footerLong'))}
            >
              {(control) => (
                <textarea
                  {...control}
                  class="input"
                  rows={3}
                  lang={language}
                  value={texts[language]}
                  onInput={(event) => setTexts({ ...texts, [language]: event.currentTarget.value })}
                />
              )}
            </Field>
          ))}
        </section>
        {problem && <ProblemNotice problem={problem} />}
        <div class="row row--end">
          <Button type="submit" kind="primary" busy={busy}>
            {t('services.appearance.save')}
          </Button>
        </div>
      </form>
      <AppearancePreview
        name={wanted.name}
        accent={wrong.has('accent') ? undefined : (wanted.accent ?? undefined)}
        logoUrl={answer.logoUrl}
      />
    </div>
  );
};

/** What the product is called and how it looks. */
export const AppearancePage = () => {
  const { value, problem, reload, put } = useLoaded('appearance', () =>
    callApi<AppearanceAnswer>('GET', '/admin/appearance'),
  );
  return (
    <AdminScreen broad title={t('services.appearance.title')} intro={t('services.appearance.intro')}>
      {value && <Form answer={value} onChanged={put} />}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton look-waiting" aria-busy="true" />}
    </AdminScreen>
  );
};
