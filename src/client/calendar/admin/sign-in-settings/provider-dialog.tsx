import { useRef, useState } from 'preact/hooks';
import type {
  ProviderBody,
  ProviderRequest,
  SignInSettingsBody,
  TestOutcome,
} from '../../../../contract/http/sign-in.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { focusFirstProblem } from '../../parts/focus-first-problem.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { linesOf, readGroupRules, writeGroupRules } from './group-rules.ts';
import { Area, fieldProblem, RulesField, SecretField, Switch } from './settings-fields.tsx';
import { TestOutcomeList } from './test-outcome.tsx';

interface Texts extends Pick<ProviderBody, 'id' | 'name' | 'issuer' | 'clientId' | 'scopes' | 'label' | 'groupClaim'> {
  readonly secret: string;
  readonly rules: string;
  readonly domains: string;
  readonly makesAccounts: boolean;
  readonly signsOut: boolean;
  readonly sessionDays: string;
  readonly active: boolean;
}

const textsOf = (provider: ProviderBody | undefined): Texts => ({
  id: provider?.id ?? '',
  name: provider?.name ?? '',
  issuer: provider?.issuer ?? '',
  clientId: provider?.clientId ?? '',
  scopes: provider?.scopes ?? 'openid email profile',
  label: provider?.label ?? '',
  groupClaim: provider?.groupClaim ?? '',
  secret: '',
  rules: writeGroupRules(provider?.groupRules ?? []),
  domains: provider?.domains.join('\n') ?? '',
  makesAccounts: provider?.makesAccounts ?? true,
  signsOut: provider?.signsOut ?? false,
  sessionDays: String(provider?.sessionDays ?? 7),
  active: provider?.active ?? true,
});

/** Undefined: a rule is not understood. */
const requestOf = (texts: Texts): ProviderRequest | undefined => {
  const read = readGroupRules(texts.rules);
  if ('wrong' in read) return undefined;
  const { name, issuer, clientId, scopes, label, groupClaim, makesAccounts, signsOut, active } = texts;
  return {
    ...{ name, issuer, clientId, scopes, label, groupClaim, makesAccounts, signsOut, active },
    sessionDays: Number(texts.sessionDays),
    groupRules: read.rules,
    domains: linesOf(texts.domains),
    ...(texts.secret !== '' && { secret: texts.secret }),
  };
};

const shortNameOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 32);

/** One of ours, to be entered at the provider. */
const Address = ({ name, address }: { readonly name: 'callback' | 'backchannel'; readonly address: string }) => (
  <div class="sign-in-callback">
    <p class="field__label">{t(`signInSettings.providers.${name}`)}</p>
    <div class="row">
      <code>{address}</code>
      <CopyButton label={t(`signInSettings.providers.${name}Copy`)} text={() => address} iconOnly={true} />
    </div>
    <p class="field__hint">{t(`signInSettings.providers.${name}Hint`)}</p>
  </div>
);

interface ProviderDialogProps {
  /** Undefined: a new one. */
  readonly provider: ProviderBody | undefined;
  readonly settings: Pick<SignInSettingsBody, 'callbackUrl' | 'signedOutUrl' | 'backchannelUrl' | 'groups'>;
  readonly onClose: () => void;
  readonly onSaved: (settings: SignInSettingsBody) => void;
}

/** A provider of sign-ins: all that it takes, and a test of it. */
export const ProviderDialog = ({ provider, settings, onClose, onSaved }: ProviderDialogProps) => {
  const [texts, setTexts] = useState(() => textsOf(provider));
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState<'save' | 'test'>();
  const [outcome, setOutcome] = useState<TestOutcome>();
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<Texts>): void => setTexts({ ...texts, ...part });
  const id = texts.id === '' ? shortNameOf(texts.name) : texts.id;

  const run = async (what: 'save' | 'test'): Promise<void> => {
    const request = requestOf(texts);
    setChecked(true);
    setProblem(undefined);
    if (request === undefined) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    setBusy(what);
    try {
      if (what === 'test') {
        const body = { id, provider: request };
        setOutcome(await callApi<TestOutcome>('POST', '/admin/sign-in-settings/providers/test', body));
      } else {
        const address = `/admin/sign-in-settings/providers/${encodeURIComponent(id)}`;
        onSaved(await callApi<SignInSettingsBody>('PUT', address, request));
        showToast({ kind: 'success', text: t('signInSettings.saved') });
        onClose();
        return;
      }
    } catch (thrown) {
      setProblem(asProblem(thrown));
      requestAnimationFrame(() => focusFirstProblem(form.current));
    }
    setBusy(undefined);
  };
  const wrong = (name: string): string | undefined =>
    fieldProblem(problem, name) ?? fieldProblem(problem, `provider.${name}`);
  const plain = (name: 'issuer' | 'clientId' | 'scopes' | 'label', hint?: string) => (
    <TextField
      label={t(`signInSettings.providers.${name}`)}
      hint={hint}
      spellcheck={false}
      autoCapitalize={name === 'label' ? 'sentences' : 'none'}
      autoComplete="off"
      value={texts[name]}
      problem={wrong(name)}
      onText={(text) => change({ [name]: text })}
    />
  );
  const isUnsaid = problem !== undefined && problem.fields.size === 0;
  const named = (address: string): string => address.replace('ID', id === '' ? '…' : id);
  return (
    <Dialog
      title={provider?.name ?? t('signInSettings.providers.newTitle')}
      wide={true}
      onClose={onClose}
      footer={
        <>
          <Button busy={busy === 'test'} onClick={() => void run('test')}>
            {t('signInSettings.test.run')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form="provider" busy={busy === 'save'}>
            {t('signInSettings.save')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id="provider"
        class="stack"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          void run('save');
        }}
      >
        {isUnsaid && <ProblemNotice problem={problem} />}
        {outcome && <TestOutcomeList steps={outcome.steps} />}
        <TextField
          label={t('signInSettings.providers.name')}
          hint={t('signInSettings.providers.nameHint')}
          autoComplete="off"
          value={texts.name}
          problem={wrong('name')}
          onText={(name) => change({ name })}
        />
        <TextField
          label={t('signInSettings.providers.id')}
          hint={t('signInSettings.providers.idHint')}
          autoComplete="off"
          spellcheck={false}
          readOnly={provider !== undefined}
          value={id}
          problem={wrong('id') ?? fieldProblem(problem, '')}
          onText={(text) => change({ id: text })}
        />
        <Address name="callback" address={named(settings.callbackUrl)} />
        {plain('issuer', t('signInSettings.providers.issuerHint'))}
        {plain('clientId')}
        <SecretField
          label={t('signInSettings.providers.secret')}
          hint={t(provider?.hasSecret ? 'signInSettings.providers.secretKept' : 'signInSettings.providers.secretHint')}
          value={texts.secret}
          problem={wrong('secret')}
          onText={(secret) => change({ secret })}
        />
        {plain('scopes')}
        {plain('label', t('signInSettings.providers.labelHint'))}
        <h3>{t('signInSettings.providers.leaving')}</h3>
        <Switch
          label={t('signInSettings.providers.signsOut')}
          hint={t('signInSettings.providers.signsOutHint', { url: settings.signedOutUrl })}
          on={texts.signsOut}
          onSwitch={(signsOut) => change({ signsOut })}
        />
        <Address name="backchannel" address={named(settings.backchannelUrl)} />
        <TextField
          label={t('signInSettings.providers.sessionDays')}
          autoComplete="off"
          inputMode="numeric"
          value={texts.sessionDays}
          problem={wrong('sessionDays')}
          onText={(sessionDays) => change({ sessionDays })}
        />
        <h3>{t('signInSettings.providers.details')}</h3>
        <Switch
          label={t('signInSettings.providers.active')}
          on={texts.active}
          onSwitch={(active) => change({ active })}
        />
        <Switch
          label={t('signInSettings.people.makesAccounts')}
          hint={t('signInSettings.people.makesAccountsHint')}
          on={texts.makesAccounts}
          onSwitch={(makesAccounts) => change({ makesAccounts })}
        />
        <Area
          label={t('signInSettings.people.domains')}
          hint={t('signInSettings.people.domainsHint')}
          rows={2}
          value={texts.domains}
          problem={wrong('domains')}
          onText={(domains) => change({ domains })}
        />
        <TextField
          label={t('signInSettings.people.groupClaim')}
          hint={t('signInSettings.people.groupClaimHint')}
          spellcheck={false}
          autoCapitalize="none"
          value={texts.groupClaim}
          problem={wrong('groupClaim')}
          onText={(groupClaim) => change({ groupClaim })}
        />
        <RulesField
          value={texts.rules}
          groups={settings.groups}
          checked={checked}
          onText={(rules) => change({ rules })}
        />
      </form>
    </Dialog>
  );
};
