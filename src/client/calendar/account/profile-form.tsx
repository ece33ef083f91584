import { useRef, useState } from 'preact/hooks';
import type { AccountBody } from '../../../contract/http/account.ts';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { refusalOf } from '../parts/field-text.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { LanguageField, ZoneField } from '../parts/locale-fields.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { account, changeAccount } from '../shell/session.ts';

const Form = ({ me }: { readonly me: AccountBody }) => {
  const [name, setName] = useState(me.name);
  const [language, setLanguage] = useState(me.language);
  const [timeZone, setTimeZone] = useState(me.timeZone);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await changeAccount({ name, language, timeZone });
      showToast({ kind: 'success', text: t('account.settings.saved') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      focusFirstProblem(form.current);
    }
    setBusy(false);
  };

  return (
    <form
      ref={form}
      class="card stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="settings__head">
        <h2>{t('account.settings.profile')}</h2>
        <p class="muted">{t('account.settings.profileHint')}</p>
      </div>
      {problem && problem.fields.size === 0 && <ProblemNotice problem={problem} />}
      <TextField
        label={t('account.settings.name')}
        name="name"
        autoComplete="name"
        required={true}
        maxLength={80}
        value={name}
        onText={setName}
        problem={refusalOf(problem, 'name')}
      />
      <TextField
        label={t('account.settings.email')}
        hint={t('account.settings.emailHint')}
        value={me.email}
        onText={() => {}}
        readOnly={true}
      />
      <div class="settings__two">
        <LanguageField value={language} onChange={setLanguage} />
        <ZoneField value={timeZone} onChange={setTimeZone} problem={refusalOf(problem, 'timeZone', 'timeZone')} />
      </div>
      <div class="row row--end">
        <Button type="submit" kind="primary" busy={busy}>
          {t('account.settings.save')}
        </Button>
      </div>
    </form>
  );
};

/** Name, language and time zone of the signed-in person. */
export const ProfileForm = () => (account.value ? <Form me={account.value} /> : null);
