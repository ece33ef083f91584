import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DocumentBody } from '../../../contract/http/document.ts';
import { asProblem } from '../../shared/api.ts';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { documentProblemText, nameProblemText } from '../document-problem.ts';
import { changeDocument } from '../documents-api.ts';
import { nameProblem, stemLength } from './document-name.ts';

interface RenameFieldProps {
  readonly document: DocumentBody;
  readonly onRenamed: (document: DocumentBody) => void;
  /** `focus`: the keyboard was here and goes back to the row. */
  readonly onEnd: (focus: boolean) => void;
}

/** A name being written anew, where it stands. Enter keeps it, Escape leaves it, and so does leaving with a name that is refused. */
export const RenameField = ({ document: renamed, onRenamed, onEnd }: RenameFieldProps) => {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const [name, setName] = useState(renamed.name);
  const [problem, setProblem] = useState<string>();
  const state = useRef<'open' | 'busy' | 'ended'>('open');
  useEffect(() => {
    input.current?.focus();
    input.current?.setSelectionRange(0, stemLength(renamed.name, renamed.kind));
  }, []);

  const end = (focus: boolean): void => {
    state.current = 'ended';
    onEnd(focus);
  };
  const keep = async (focus: boolean): Promise<void> => {
    if (state.current !== 'open') return;
    const wanted = name.trim();
    if (wanted === renamed.name) return end(focus);
    const wrong = nameProblem(wanted);
    if (wrong !== undefined) {
      if (focus) setProblem(nameProblemText(wrong));
      else end(false);
      return;
    }
    state.current = 'busy';
    try {
      onRenamed(await changeDocument(renamed.id, { name: wanted }));
      end(focus);
      showToast({ kind: 'success', text: t('documents.rename.done', { name: wanted }) });
    } catch (thrown) {
      state.current = 'open';
      const text = documentProblemText(asProblem(thrown));
      if (focus) setProblem(text);
      else {
        end(false);
        showToast({ kind: 'problem', text });
      }
    }
  };
  return (
    <span class="rename">
      <input
        ref={input}
        class="input rename__input"
        type="text"
        aria-label={t('documents.rename.label', { name: renamed.name })}
        autoComplete="off"
        spellcheck={false}
        value={name}
        {...(problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': id })}
        onInput={(event) => setName(event.currentTarget.value)}
        onBlur={() => void keep(false)}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') void keep(true);
          else if (event.key === 'Escape') end(true);
        }}
      />
      {problem !== undefined && (
        <span id={id} class="rename__problem" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
};
