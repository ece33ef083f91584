import './sign-in-page.css';
import type { ComponentChildren, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { focusFirstProblem } from '../parts/focus-first-problem.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';

/** A form by which somebody gets in, as it is tried. */
interface Entry {
  readonly form: RefObject<HTMLFormElement>;
  readonly busy: boolean;
  /** What the last try was refused for. */
  readonly problem: ApiProblem | undefined;
  readonly forget: () => void;
  readonly submit: () => Promise<void>;
}

interface EntryWays {
  /** What came of a step before. */
  readonly before?: ApiProblem | undefined;
  /** True for a refusal after which the form gives way to something else. */
  readonly leaves?: (problem: ApiProblem) => boolean;
}

/** Tries `send`, after which the form is gone; a refusal leads to the first field that it is about. */
export const useEntry = (send: () => Promise<void>, { before, leaves }: EntryWays = {}): Entry => {
  const [problem, setProblem] = useState(before);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const forget = (): void => setProblem(undefined);
  const submit = async (): Promise<void> => {
    setBusy(true);
    forget();
    try {
      await send();
    } catch (thrown) {
      const refused = asProblem(thrown);
      if (leaves?.(refused)) return;
      setProblem(refused);
      focusFirstProblem(form.current);
      setBusy(false);
    }
  };
  return { form, busy, problem, forget, submit };
};

interface EntryFormProps {
  readonly entry: Entry;
  readonly title: string;
  readonly intro: string;
  /** Words of its own for what was refused, in place of the usual ones. */
  readonly words?: string | undefined;
  readonly children: ComponentChildren;
}

/** The card of such a form: says what it is for, and what was refused unless a field says it. */
export const EntryForm = ({ entry: { form, problem, submit }, title, intro, words, children }: EntryFormProps) => (
  <form
    ref={form}
    class="card stack sign-in"
    noValidate={true}
    onSubmit={(event) => {
      event.preventDefault();
      void submit();
    }}
  >
    <div>
      <h1>{title}</h1>
      <p class="muted">{intro}</p>
    </div>
    {problem && (words !== undefined || problem.fields.size === 0) && <ProblemNotice problem={problem} text={words} />}
    {children}
  </form>
);
