import './settings-form.css';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { showToast } from '../../shared/toast.tsx';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';

interface SettingsFormProps {
  readonly class: string;
  /** Whether all that stands in the fields can be saved. */
  readonly isRight: boolean;
  readonly save: () => Promise<void>;
  /** What the button says, and what is said once it is saved. */
  readonly action: string;
  readonly saved: string;
  /** `checked`: it was tried to save; what is wrong is shown from then on. */
  readonly children: (checked: boolean) => ComponentChildren;
}

/** Settings that are saved together: leads to the first wrong field, or says what became of them. */
export const SettingsForm = ({ class: className, isRight, save, action, saved, children }: SettingsFormProps) => {
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (): Promise<void> => {
    setChecked(true);
    if (!isRight) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await save();
      setChecked(false);
      showToast({ kind: 'success', text: saved });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <form
      ref={form}
      class={className}
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children(checked)}
      {problem && <ProblemNotice problem={problem} />}
      <div class="row row--end">
        <Button type="submit" kind="primary" busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
};
