import { useRef, useState } from 'preact/hooks';
import type { RecoveryCodes, SecondFactorDraft } from '../../../contract/http/sign-in.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useLoaded } from '../shell/use-loaded.ts';
import { CodeField, codeProblem } from './code-field.tsx';
import { PasswordField } from './password-field.tsx';
import { QrPicture } from './qr-picture.tsx';

/** In groups of four: that is how people read and type it. */
const spaced = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

const Picture = ({ draft: { uri, secret } }: { readonly draft: SecondFactorDraft }) => (
  <>
    <p>{t('signIn.factor.setUp.scan')}</p>
    <QrPicture text={uri} label={t('signIn.factor.setUp.picture')} />
    <div>
      <p class="muted small">{t('signIn.factor.setUp.byHand')}</p>
      <div class="factor__key">
        <code>{spaced(secret)}</code>
        <CopyButton label={t('signIn.factor.setUp.copy')} text={() => secret} iconOnly={true} />
      </div>
    </div>
  </>
);

interface SetUpFormProps {
  readonly id: string;
  readonly onBusy: (busy: boolean) => void;
  readonly onDone: (recoveryCodes: readonly string[]) => void;
}

/** The picture for the app, the password, and the first code. */
export const SecondFactorSetUp = ({ id, onBusy, onDone }: SetUpFormProps) => {
  const {
    value: draft,
    problem: failed,
    reload,
  } = useLoaded('second-factor-draft', () => callApi<SecondFactorDraft>('POST', '/account/second-factor/draft', {}));
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const form = useRef<HTMLFormElement>(null);
  if (!draft)
    return failed ? <LoadProblem problem={failed} onRetry={reload} /> : <div class="skeleton" aria-busy="true" />;

  const submit = async (): Promise<void> => {
    onBusy(true);
    setProblem(undefined);
    try {
      const body = { draft: draft.draft, password, code };
      onDone((await callApi<RecoveryCodes>('POST', '/account/second-factor', body)).recoveryCodes);
    } catch (thrown) {
      setProblem(asProblem(thrown));
      requestAnimationFrame(() => focusFirstProblem(form.current));
    }
    onBusy(false);
  };
  const isOld = problem?.fields.has('draft') ?? false;
  return (
    <form
      ref={form}
      id={id}
      class="stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {problem && (isOld || problem.fields.size === 0) && (
        <ProblemNotice problem={problem} text={isOld ? t('signIn.factor.setUp.expired') : undefined} />
      )}
      {isOld && (
        <p>
          <Button onClick={reload}>{t('signIn.problem.retry')}</Button>
        </p>
      )}
      <Picture draft={draft} />
      <CodeField
        label={t('signIn.factor.setUp.code')}
        hint={t('signIn.factor.setUp.codeHint')}
        value={code}
        onText={setCode}
        problem={codeProblem(problem)}
      />
      <PasswordField
        label={t('signIn.factor.password')}
        name="factor-password"
        autoComplete="current-password"
        value={password}
        onText={setPassword}
        problem={problem?.fields.has('password') ? t('signIn.confirm.wrongPassword') : undefined}
      />
    </form>
  );
};
