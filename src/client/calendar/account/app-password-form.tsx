import { useRef, useState } from 'preact/hooks';
import type { NewAppPassword, NewAppPasswordRequest } from '../../../contract/http/app-password.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { refusalOf } from '../parts/field-text.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';

/** Asks for a name and makes a password. */
export const AppPasswordForm = ({ onMade }: { readonly onMade: (made: NewAppPassword) => void }) => {
  const [name, setName] = useState('');
  const [empty, setEmpty] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const make = async (): Promise<void> => {
    setProblem(undefined);
    setEmpty(name.trim() === '');
    if (name.trim() === '') return focusFirstProblem(form.current);
    setBusy(true);
    try {
      const request: NewAppPasswordRequest = { name: name.trim() };
      onMade(await callApi<NewAppPassword>('POST', '/app-passwords', request));
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
      focusFirstProblem(form.current);
    }
  };

  return (
    <form
      ref={form}
      class="stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void make();
      }}
    >
      {problem && problem.fields.size === 0 && <ProblemNotice problem={problem} />}
      <div class="app-password__new">
        <TextField
          label={t('appPasswords.name')}
          hint={t('appPasswords.nameHint')}
          name="app-password-name"
          autoComplete="off"
          placeholder={t('appPasswords.namePlaceholder')}
          maxLength={LIMITS.name}
          value={name}
          onText={(text) => {
            setName(text);
            setEmpty(false);
          }}
          problem={empty ? t('appPasswords.nameEmpty') : refusalOf(problem, 'name')}
        />
        <Button type="submit" kind="primary" busy={busy}>
          {t('appPasswords.add')}
        </Button>
      </div>
    </form>
  );
};
