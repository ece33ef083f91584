import { useRef, useState } from 'preact/hooks';
import type { AdminAccount } from '../../../../contract/http/admin-account.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { refusalOf } from '../../parts/field-text.ts';
import { focusFirstProblem } from '../../parts/focus-first-problem.ts';
import { LanguageField, ZoneField } from '../../parts/locale-fields.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { AccountWork } from './account-work.ts';

/** Name, address, language and time zone, to be corrected. */
export const AccountProfile = ({ work: { account, put } }: { readonly work: AccountWork }) => {
  const [name, setName] = useState(account.name);
  const [email, setEmail] = useState(account.email);
  const [language, setLanguage] = useState(account.language);
  const [timeZone, setTimeZone] = useState(account.timeZone);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const changed =
    name !== account.name || email !== account.email || language !== account.language || timeZone !== account.timeZone;

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      put(await callApi<AdminAccount>('PATCH', `/admin/accounts/${account.id}`, { name, email, language, timeZone }));
      showToast({ kind: 'success', text: t('accounts.one.saved') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      focusFirstProblem(form.current);
    }
    setBusy(false);
  };

  const taken = problem?.code === 'already-exists' ? t('accounts.new.taken') : undefined;
  return (
    <form
      ref={form}
      class="account-part stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3>{t('accounts.one.profile')}</h3>
      {problem && problem.fields.size === 0 && taken === undefined && <ProblemNotice problem={problem} />}
      <TextField
        label={t('accounts.one.name')}
        autoComplete="off"
        value={name}
        onText={setName}
        problem={refusalOf(problem, 'name')}
      />
      <TextField
        label={t('accounts.one.email')}
        hint={email === account.email ? undefined : t('accounts.one.emailHint')}
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        value={email}
        onText={setEmail}
        problem={taken ?? refusalOf(problem, 'email', 'email')}
      />
      <div class="account-two">
        <LanguageField value={language} onChange={setLanguage} />
        <ZoneField value={timeZone} onChange={setTimeZone} problem={refusalOf(problem, 'timeZone', 'timeZone')} />
      </div>
      {changed && (
        <div class="row row--end">
          <Button type="submit" kind="primary" busy={busy}>
            {t('accounts.one.save')}
          </Button>
        </div>
      )}
    </form>
  );
};
