import { useRef, useState } from 'preact/hooks';
import type {
  DirectoryBody,
  DirectorySyncBody,
  SignInSettingsBody,
  TestOutcome,
} from '../../../../contract/http/sign-in.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { focusFirstProblem } from '../../parts/focus-first-problem.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { type DirectoryTexts, directoryRequest, directoryTexts, PRESETS } from './directory-draft.ts';
import { Area, Choice, fieldProblem, RulesField, SecretField, Switch } from './settings-fields.tsx';
import { TestOutcomeList } from './test-outcome.tsx';

interface PartProps {
  readonly texts: DirectoryTexts;
  readonly wrong: (...names: string[]) => string | undefined;
  readonly onChange: (change: Partial<DirectoryTexts>) => void;
}

interface PlainProps extends PartProps {
  readonly name:
    | 'host'
    | 'bindDn'
    | 'base'
    | 'filter'
    | 'id'
    | 'email'
    | 'name'
    | 'groupAttribute'
    | 'groupBase'
    | 'groupFilter'
    | 'syncMinutes'
    | 'port';
  readonly label: string;
  readonly hint?: string;
  /** As the API names it. */
  readonly path?: string;
}

const Plain = ({ name, label, hint, path = name, texts, wrong, onChange }: PlainProps) => (
  <TextField
    label={label}
    hint={hint}
    autoComplete="off"
    autoCapitalize="none"
    spellcheck={false}
    {...(name === 'port' || name === 'syncMinutes' ? { inputMode: 'numeric' } : {})}
    value={texts[name]}
    problem={wrong(path)}
    onText={(text) => onChange({ [name]: text })}
  />
);

const PORTS = { ldaps: '636', starttls: '389' } as const;

const Server = ({ hasPassword, ...part }: PartProps & { readonly hasPassword: boolean }) => {
  const { texts, wrong, onChange } = part;
  return (
    <>
      <div class="settings__two">
        <Plain {...part} name="host" label={t('signInSettings.directory.host')} />
        <Plain {...part} name="port" label={t('signInSettings.directory.port')} />
      </div>
      <Choice
        label={t('signInSettings.directory.security')}
        value={texts.security}
        choices={[
          ['ldaps', t('signInSettings.directory.securities.ldaps')],
          ['starttls', t('signInSettings.directory.securities.starttls')],
        ]}
        onChange={(security) =>
          onChange({ security, ...(texts.port === PORTS[texts.security] && { port: PORTS[security] }) })
        }
      />
      <Area
        label={t('signInSettings.directory.ca')}
        hint={t('signInSettings.directory.caHint')}
        value={texts.ca}
        problem={wrong('ca')}
        onText={(ca) => onChange({ ca })}
      />
      <Plain
        {...part}
        name="bindDn"
        label={t('signInSettings.directory.bindDn')}
        hint={t('signInSettings.directory.bindDnHint')}
      />
      <SecretField
        label={t('signInSettings.directory.password')}
        hint={hasPassword ? t('signInSettings.directory.passwordKept') : undefined}
        value={texts.password}
        problem={wrong('password')}
        onText={(password) => onChange({ password })}
      />
    </>
  );
};

const People = (part: PartProps) => (
  <>
    <div class="row">
      <span class="muted">{t('signInSettings.directory.kind')}</span>
      {(['ad', 'openldap'] as const).map((kind) => (
        <Button key={kind} onClick={() => part.onChange(PRESETS[kind])}>
          {t(`signInSettings.directory.kinds.${kind}`)}
        </Button>
      ))}
    </div>
    <Plain {...part} name="base" label={t('signInSettings.directory.base')} />
    <Plain
      {...part}
      name="filter"
      label={t('signInSettings.directory.filter')}
      hint={t('signInSettings.directory.filterHint')}
    />
    <div class="settings__two">
      <Plain {...part} name="email" path="attributes.email" label={t('signInSettings.directory.emailAttribute')} />
      <Plain {...part} name="name" path="attributes.name" label={t('signInSettings.directory.nameAttribute')} />
    </div>
    <Plain {...part} name="id" path="attributes.id" label={t('signInSettings.directory.idAttribute')} />
  </>
);

const Groups = (part: PartProps) => (
  <>
    <Choice
      label={t('signInSettings.directory.groupsBy')}
      value={part.texts.groupsBy}
      choices={(['none', 'attribute', 'search'] as const).map(
        (way) => [way, t(`signInSettings.directory.groupsByWays.${way}`)] as const,
      )}
      onChange={(groupsBy) => part.onChange({ groupsBy })}
    />
    {part.texts.groupsBy === 'attribute' && (
      <Plain
        {...part}
        name="groupAttribute"
        path="groups.attribute"
        label={t('signInSettings.directory.groupAttribute')}
      />
    )}
    {part.texts.groupsBy === 'search' && (
      <>
        <Plain {...part} name="groupBase" path="groups.base" label={t('signInSettings.directory.groupBase')} />
        <Plain
          {...part}
          name="groupFilter"
          path="groups.filter"
          label={t('signInSettings.directory.groupFilter')}
          hint={t('signInSettings.directory.groupFilterHint')}
        />
      </>
    )}
  </>
);

interface DirectoryPartProps {
  readonly directory: DirectoryBody | undefined;
  readonly groups: readonly string[];
  readonly onSaved: (settings: SignInSettingsBody) => void;
}

/** The directory, with a test of what is typed. */
export const DirectoryPart = ({ directory, groups, onSaved }: DirectoryPartProps) => {
  const [texts, setTexts] = useState(() => directoryTexts(directory));
  const [somebody, setSomebody] = useState({ login: '', password: '' });
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState<'save' | 'test' | 'sync'>();
  const [outcome, setOutcome] = useState<TestOutcome>();
  const form = useRef<HTMLFormElement>(null);

  const run = async (what: 'save' | 'test'): Promise<void> => {
    const request = directoryRequest(texts);
    setChecked(true);
    setProblem(undefined);
    if (request === undefined) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    setBusy(what);
    try {
      if (what === 'test') {
        const { login, password } = somebody;
        const person = login === '' ? {} : { login, ...(password !== '' && { loginPassword: password }) };
        const body = { directory: request, ...person };
        setOutcome(await callApi<TestOutcome>('POST', '/admin/sign-in-settings/directory/test', body));
      } else {
        const saved = await callApi<SignInSettingsBody>('PUT', '/admin/sign-in-settings/directory', request);
        setTexts(directoryTexts(saved.directory));
        onSaved(saved);
        showToast({ kind: 'success', text: t('signInSettings.saved') });
      }
    } catch (thrown) {
      setProblem(asProblem(thrown));
      requestAnimationFrame(() => focusFirstProblem(form.current));
    }
    setBusy(undefined);
  };

  /** By the settings that are kept. */
  const sync = async (): Promise<void> => {
    setBusy('sync');
    setProblem(undefined);
    try {
      const answer = await callApi<DirectorySyncBody>('POST', '/admin/sign-in-settings/directory/sync', {});
      const { stopped, gone, asked } = answer;
      const said = stopped ? 'syncStopped' : 'synced';
      showToast({
        kind: stopped ? 'problem' : 'success',
        text: t(`signInSettings.directory.${said}`, { gone, asked, back: answer.back }),
      });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(undefined);
  };

  const part: PartProps = {
    texts,
    wrong: (...names) =>
      names.map((name) => fieldProblem(problem, name) ?? fieldProblem(problem, `directory.${name}`)).find(Boolean),
    onChange: (change) => setTexts({ ...texts, ...change }),
  };
  return (
    <form
      ref={form}
      class="card stack"
      noValidate={true}
      aria-labelledby="directory-title"
      onSubmit={(event) => {
        event.preventDefault();
        void run('save');
      }}
    >
      <div>
        <h2 id="directory-title">{t('signInSettings.directory.title')}</h2>
        <p class="muted">{t('signInSettings.directory.text')}</p>
      </div>
      {problem && problem.fields.size === 0 && <ProblemNotice problem={problem} />}
      <Switch
        label={t('signInSettings.directory.active')}
        on={texts.active}
        onSwitch={(active) => part.onChange({ active })}
      />
      <Server {...part} hasPassword={directory?.hasPassword ?? false} />
      <People {...part} />
      <Groups {...part} />
      <RulesField value={texts.rules} groups={groups} checked={checked} onText={(rules) => part.onChange({ rules })} />
      <Area
        label={t('signInSettings.people.domains')}
        hint={t('signInSettings.people.domainsHint')}
        rows={2}
        value={texts.domains}
        problem={part.wrong('domains')}
        onText={(domains) => part.onChange({ domains })}
      />
      <Switch
        label={t('signInSettings.people.makesAccounts')}
        hint={t('signInSettings.people.makesAccountsHint')}
        on={texts.makesAccounts}
        onSwitch={(makesAccounts) => part.onChange({ makesAccounts })}
      />
      <Switch
        label={t('signInSettings.people.joinsAccounts')}
        hint={t('signInSettings.people.joinsAccountsHint')}
        on={texts.joinsAccounts}
        onSwitch={(joinsAccounts) => part.onChange({ joinsAccounts })}
      />
      <Plain
        {...part}
        name="syncMinutes"
        label={t('signInSettings.directory.syncMinutes')}
        hint={t('signInSettings.directory.syncHint')}
      />
      <h3>{t('signInSettings.test.title')}</h3>
      <div class="settings__two">
        <TextField
          label={t('signInSettings.test.login')}
          hint={t('signInSettings.test.loginHint')}
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          value={somebody.login}
          problem={fieldProblem(problem, 'login')}
          onText={(login) => setSomebody({ ...somebody, login })}
        />
        <SecretField
          label={t('signInSettings.test.password')}
          hint={t('signInSettings.test.passwordHint')}
          value={somebody.password}
          problem={fieldProblem(problem, 'loginPassword')}
          onText={(password) => setSomebody({ ...somebody, password })}
        />
      </div>
      {outcome && <TestOutcomeList steps={outcome.steps} />}
      <div class="row row--end">
        {directory?.active && (
          <Button busy={busy === 'sync'} onClick={() => void sync()}>
            {t('signInSettings.directory.sync')}
          </Button>
        )}
        <Button busy={busy === 'test'} onClick={() => void run('test')}>
          {t('signInSettings.test.run')}
        </Button>
        <Button type="submit" kind="primary" busy={busy === 'save'}>
          {t('signInSettings.save')}
        </Button>
      </div>
    </form>
  );
};
