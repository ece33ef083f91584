import { useId, useRef, useState } from 'preact/hooks';
import type { Language } from '../../../../base/languages.ts';
import { type Right, USUAL_RIGHTS } from '../../../../base/rights.ts';
import type { AdminAccount } from '../../../../contract/http/admin-account.ts';
import type { GroupBody } from '../../../../contract/http/group.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { language as screenLanguage, t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { PasswordField } from '../../account/password-field.tsx';
import { refusalOf, SHORTEST_PASSWORD } from '../../parts/field-text.ts';
import { focusFirstProblem } from '../../parts/focus-first-problem.ts';
import { LanguageField } from '../../parts/locale-fields.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { site } from '../../shell/session.ts';
import type { ShownLink } from './link-dialog.tsx';
import { missingSeats, refusalText } from './refusal-text.ts';
import { RightChoice } from './right-choice.tsx';

type Way = 'mail' | 'link' | 'password';
const WAYS: readonly Way[] = ['mail', 'link', 'password'];
const SUBMIT = {
  mail: 'accounts.new.submitMail',
  link: 'accounts.new.submitLink',
  password: 'accounts.new.submitPassword',
} as const;

const hintOf = (way: Way): string => {
  if (way === 'mail') return t(site.value?.mailLeaves === false ? 'accounts.new.noMail' : 'accounts.new.mailHint');
  return way === 'link' ? t('accounts.new.linkHint') : t('accounts.new.passwordHint', { count: SHORTEST_PASSWORD });
};

interface NewAccountDialogProps {
  readonly groups: readonly GroupBody[];
  readonly onClose: () => void;
  readonly onMade: (link: ShownLink | undefined) => void;
}

/** One more person: invited by mail, by a link that is passed on, or with a password. */
export const NewAccountDialog = ({ groups, onClose, onMade }: NewAccountDialogProps) => {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [way, setWay] = useState<Way>(site.value?.mailLeaves === false ? 'link' : 'mail');
  const [password, setPassword] = useState('');
  const [rights, setRights] = useState<readonly Right[]>(USUAL_RIGHTS);
  const [joined, setJoined] = useState<readonly string[]>([]);
  const [language, setLanguage] = useState<Language>(screenLanguage.value);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    const how = way === 'password' ? { password } : { invite: way };
    try {
      const made = await callApi<{ account: AdminAccount; link?: string }>('POST', '/admin/accounts', {
        ...{ email, name, language, rights, groups: joined },
        ...how,
      });
      if (way === 'mail')
        showToast({ kind: 'success', text: t('accounts.new.invited', { email: made.account.email }) });
      if (way === 'password')
        showToast({ kind: 'success', text: t('accounts.new.created', { name: made.account.name }) });
      onMade(made.link === undefined ? undefined : { name: made.account.name, url: made.link, purpose: 'invitation' });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      focusFirstProblem(form.current);
      setBusy(false);
    }
  };

  const taken = problem?.code === 'already-exists' ? t('accounts.new.taken') : undefined;
  return (
    <Dialog
      title={t('accounts.new.title')}
      wide={true}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={id} kind="primary" busy={busy}>
            {t(SUBMIT[way])}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        class="stack"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {problem && problem.fields.size === 0 && taken === undefined && <ProblemNotice problem={problem} />}
        {problem && missingSeats(problem).length > 0 && <ProblemNotice problem={problem} text={refusalText(problem)} />}
        <div class="account-two">
          <TextField
            label={t('accounts.new.email')}
            type="email"
            autoFocus={true}
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            value={email}
            onText={setEmail}
            problem={taken ?? refusalOf(problem, 'email', 'email')}
          />
          <TextField
            label={t('accounts.new.name')}
            autoComplete="off"
            value={name}
            onText={setName}
            problem={refusalOf(problem, 'name')}
          />
        </div>
        <fieldset class="stack account-ways">
          <legend>{t('accounts.new.how')}</legend>
          {WAYS.map((one) => (
            <label key={one} class="check">
              <input type="radio" name={`${id}-way`} checked={way === one} onChange={() => setWay(one)} />
              <span>
                {t(`accounts.new.${one}`)}
                <span class="muted small account-ways__hint">{hintOf(one)}</span>
              </span>
            </label>
          ))}
          {way === 'password' && (
            <PasswordField
              label={t('accounts.new.password')}
              name="new-password"
              autoComplete="new-password"
              value={password}
              onText={setPassword}
              problem={refusalOf(problem, 'password', 'password')}
            />
          )}
        </fieldset>
        <div class="account-two">
          <LanguageField value={language} onChange={setLanguage} />
        </div>
        {groups.length > 0 && (
          <fieldset class="account-groups">
            <legend>{t('accounts.new.groups')}</legend>
            {groups.map((group) => (
              <label key={group.id} class="check">
                <input
                  type="checkbox"
                  checked={joined.includes(group.id)}
                  onChange={(event) =>
                    setJoined(
                      event.currentTarget.checked ? [...joined, group.id] : joined.filter((one) => one !== group.id),
                    )
                  }
                />
                <span>{group.name}</span>
              </label>
            ))}
          </fieldset>
        )}
        <fieldset>
          <legend class="account-legend">{t('accounts.new.rights')}</legend>
          <RightChoice rights={rights} refused={problem ? missingSeats(problem) : []} onChange={setRights} />
        </fieldset>
      </form>
    </Dialog>
  );
};
