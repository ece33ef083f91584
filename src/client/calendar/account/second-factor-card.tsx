import './second-factor-card.css';
import { ShieldCheck, ShieldOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { RecoveryCodes, SecondFactorBody } from '../../../contract/http/sign-in.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { LoadProblem } from '../parts/load-problem.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useLoaded } from '../shell/use-loaded.ts';
import { PasswordField } from './password-field.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';
import { SecondFactorSetUp } from './second-factor-set-up.tsx';

/** Below this somebody should make new ones. */
const FEW_CODES = 3;

const SET_UP_FORM = 'second-factor-set-up';

const SetUpDialog = ({
  onClose,
  onDone,
}: {
  readonly onClose: () => void;
  readonly onDone: (codes: readonly string[]) => void;
}) => {
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      title={t('signIn.factor.setUp.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={SET_UP_FORM} busy={busy}>
            {t('signIn.factor.setUp.action')}
          </Button>
        </>
      }
    >
      <SecondFactorSetUp id={SET_UP_FORM} onBusy={setBusy} onDone={onDone} />
    </Dialog>
  );
};

/** Closes by its button alone: whoever presses beside it has lost the codes. */
const CodesDialog = ({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) => (
  <Dialog
    title={t('signIn.factor.codes.title')}
    onClose={() => {}}
    footer={
      <Button kind="primary" onClick={onClose}>
        {t('signIn.factor.codes.done')}
      </Button>
    }
  >
    <RecoveryCodeList codes={codes} />
  </Dialog>
);

interface PasswordDialogProps {
  readonly about: 'offDialog' | 'codesDialog';
  readonly onClose: () => void;
  /** What it throws is said in the window. */
  readonly onPassword: (password: string) => Promise<void>;
}

const PasswordDialog = ({ about, onClose, onPassword }: PasswordDialogProps) => {
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onPassword(password);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t(`signIn.factor.${about}.title`)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind={about === 'offDialog' ? 'danger' : 'primary'} type="submit" form={about} busy={busy}>
            {t(`signIn.factor.${about}.action`)}
          </Button>
        </>
      }
    >
      <form
        id={about}
        class="stack"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{t(`signIn.factor.${about}.text`)}</p>
        {problem && !problem.fields.has('password') && <ProblemNotice problem={problem} />}
        <PasswordField
          label={t('signIn.factor.password')}
          name="factor-password"
          autoComplete="current-password"
          value={password}
          onText={setPassword}
          problem={problem?.fields.has('password') ? t('signIn.confirm.wrongPassword') : undefined}
        />
      </form>
    </Dialog>
  );
};

const State = ({ factor }: { readonly factor: SecondFactorBody }) => (
  <div class="devices__one">
    <Icon of={factor.on ? ShieldCheck : ShieldOff} />
    <div class="devices__text">
      <p>
        <span class={factor.on ? 'badge badge--live' : 'badge'}>
          {t(factor.on ? 'signIn.factor.on' : 'signIn.factor.off')}
        </span>{' '}
        {factor.required && t('signIn.factor.required')}
      </p>
      {factor.on && (
        <p class="muted small">
          {t('signIn.factor.left', { count: factor.recoveryCodesLeft })}
          {factor.recoveryCodesLeft < FEW_CODES && ` · ${t('signIn.factor.leftFew')}`}
        </p>
      )}
    </div>
  </div>
);

type Open = 'setUp' | 'offDialog' | 'codesDialog';

const Factor = () => {
  const {
    value: factor,
    problem,
    reload,
  } = useLoaded('second-factor', () => callApi<SecondFactorBody>('GET', '/account/second-factor'));
  const [open, setOpen] = useState<Open>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (!factor)
    return problem ? (
      <LoadProblem problem={problem} onRetry={reload} />
    ) : (
      <div class="skeleton devices__one" aria-busy="true" />
    );
  if (!factor.offered) return <p class="muted">{t('signIn.factor.notOffered')}</p>;

  const close = (): void => setOpen(undefined);
  const show = (made: readonly string[]): void => {
    close();
    setCodes(made);
    reload();
  };
  const onPassword = async (password: string): Promise<void> => {
    if (open === 'codesDialog') {
      const body = { password };
      show((await callApi<RecoveryCodes>('POST', '/account/second-factor/recovery-codes', body)).recoveryCodes);
      return;
    }
    await callApi('POST', '/account/second-factor/off', { password });
    close();
    reload();
    showToast({ kind: 'success', text: t('signIn.factor.turnedOff') });
  };
  return (
    <>
      <State factor={factor} />
      <div class="row row--end">
        {factor.on ? (
          <>
            <Button onClick={() => setOpen('codesDialog')}>{t('signIn.factor.newCodes')}</Button>
            <Button onClick={() => setOpen('offDialog')}>{t('signIn.factor.turnOff')}</Button>
          </>
        ) : (
          <Button kind="primary" onClick={() => setOpen('setUp')}>
            {t('signIn.factor.turnOn')}
          </Button>
        )}
      </div>
      {open === 'setUp' && <SetUpDialog onClose={close} onDone={show} />}
      {(open === 'offDialog' || open === 'codesDialog') && (
        <PasswordDialog key={open} about={open} onClose={close} onPassword={onPassword} />
      )}
      {codes && <CodesDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </>
  );
};

/** Signing in by a code besides the password. */
export const SecondFactorCard = () => (
  <section class="card stack" id="second-factor">
    <div class="settings__head">
      <h2>{t('signIn.factor.title')}</h2>
      <p class="muted">{t('signIn.factor.intro')}</p>
    </div>
    <Factor />
  </section>
);
