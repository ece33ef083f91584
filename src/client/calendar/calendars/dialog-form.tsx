import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { closeCalendarDialog } from './calendar-dialog.ts';

interface DialogFormProps {
  readonly title: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly wide?: boolean;
  /** There is nothing to do. */
  readonly idle?: boolean;
  /** What "too large" means here, where it is not something that was typed. */
  readonly tooLarge?: string;
  /** Closes the window when it is done; what it throws is said above the fields. */
  readonly onSubmit: () => Promise<void>;
  readonly children: (problem: ApiProblem | undefined) => ComponentChildren;
}

/** A window with fields and one thing to do. */
export const DialogForm = (props: DialogFormProps) => {
  const { title, action, danger, wide, idle = false, tooLarge, onSubmit, children } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const submit = async (): Promise<void> => {
    if (busy || form.current?.checkValidity() === false) return focusFirstProblem(form.current);
    setBusy(true);
    try {
      await onSubmit();
      closeCalendarDialog();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
      focusFirstProblem(form.current);
    }
  };
  return (
    <Dialog
      title={title}
      wide={wide ?? false}
      onClose={closeCalendarDialog}
      footer={
        <>
          <Button onClick={closeCalendarDialog}>{t('common.cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" form={id} busy={busy} disabled={idle}>
            {action}
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
          void submit();
        }}
      >
        {problem && <ProblemNotice problem={problem} text={problem.code === 'too-large' ? tooLarge : undefined} />}
        {children(problem)}
      </form>
    </Dialog>
  );
};
