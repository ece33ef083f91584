import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConfirmWays } from '../../../contract/http/sign-in.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { confirming, endConfirming, onConfirmed } from '../shell/confirm-identity.ts';
import { account } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { CodeField, codeProblem } from './code-field.tsx';
import { PasswordField } from './password-field.tsx';

const decline = (): void => confirming.value?.end(false);

const passwordProblem = (problem: ApiProblem | undefined): string | undefined =>
  problem?.code === 'wrong-credentials' ? t('signIn.confirm.wrongPassword') : undefined;

const isSaidAtField = (problem: ApiProblem): boolean =>
  problem.code === 'wrong-credentials' || problem.fields.has('code');

const ByPassword = ({ id, code: asksCode, onBusy }: FormProps & { readonly code: boolean }) => {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input[type=password]')?.focus(), []);

  const confirm = async (): Promise<void> => {
    onBusy(true);
    setProblem(undefined);
    try {
      await callApi('POST', '/session/confirm', { password, ...(asksCode && { code }) });
      await endConfirming();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      onBusy(false);
      requestAnimationFrame(() => focusFirstProblem(form.current));
    }
  };
  return (
    <form
      ref={form}
      id={id}
      class="stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <p class="muted">{t('signIn.confirm.text')}</p>
      {problem && !isSaidAtField(problem) && <ProblemNotice problem={problem} />}
      {/* Tells password managers whose password it is. */}
      <input
        type="text"
        name="username"
        autoComplete="username"
        value={account.value?.email ?? ''}
        readOnly={true}
        hidden={true}
      />
      <PasswordField
        label={t('account.signIn.password')}
        name="confirm-password"
        autoComplete="current-password"
        value={password}
        onText={setPassword}
        problem={passwordProblem(problem)}
      />
      {asksCode && <CodeField value={code} onText={setCode} problem={codeProblem(problem)} />}
    </form>
  );
};

const ByProvider = ({ provider }: { readonly provider: NonNullable<ConfirmWays['provider']> }) => {
  const [state, setState] = useState<'idle' | 'waiting' | 'blocked'>('idle');
  useEffect(() => onConfirmed(() => void endConfirming()), []);
  const open = (): void => {
    const address = `/sign-in/oidc/${encodeURIComponent(provider.id)}?confirm=1`;
    setState(window.open(address, '_blank', 'popup,width=520,height=720') ? 'waiting' : 'blocked');
  };
  return (
    <div class="stack">
      <p>{t('signIn.confirm.provider', { name: provider.name })}</p>
      <p>
        <Button kind="primary" onClick={open}>
          {t('signIn.confirm.providerAction', { name: provider.name })}
        </Button>
      </p>
      <p class="muted" role="status">
        {state === 'waiting' && t('signIn.confirm.waiting')}
        {state === 'blocked' && t('signIn.confirm.blocked')}
      </p>
    </div>
  );
};

interface FormProps {
  readonly id: string;
  readonly onBusy: (busy: boolean) => void;
}

const FORM = 'confirm-identity';

const Asking = () => {
  const [busy, setBusy] = useState(false);
  const { value, problem, reload } = useLoaded('confirm', () => callApi<ConfirmWays>('GET', '/session/confirm'));
  const byPassword = value !== undefined && value.provider === undefined;
  return (
    <Dialog
      title={t('signIn.confirm.title')}
      onClose={decline}
      footer={
        <>
          <Button onClick={decline}>{t('common.cancel')}</Button>
          {byPassword && (
            <Button kind="primary" type="submit" form={FORM} busy={busy}>
              {t('signIn.confirm.action')}
            </Button>
          )}
        </>
      }
    >
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton" aria-busy="true" />}
      {byPassword && <ByPassword id={FORM} code={value.code} onBusy={setBusy} />}
      {value?.provider && <ByProvider provider={value.provider} />}
    </Dialog>
  );
};

/** Over whatever page is open, when the console asks once more who is there; what was asked for then goes on by itself. */
export const ConfirmDialog = () => (confirming.value ? <Asking /> : null);
