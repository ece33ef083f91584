import { asProblem } from '../../shared/api.ts';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';

interface Undoable {
  /** What was done, in words. */
  readonly text: string;
  readonly undo: () => Promise<void>;
  /** What is said once it is undone. */
  readonly undone: string;
}

/** The server forgets what was deleted after a quarter of an hour. */
const KEPT_MS = 15 * 60_000;

let last: { readonly what: Undoable; readonly atMs: number; readonly hide: () => void } | undefined;

const takeBack = async (what: Undoable): Promise<void> => {
  if (last?.what === what) {
    last.hide();
    last = undefined;
  }
  try {
    await what.undo();
    showToast({ kind: 'success', text: what.undone });
  } catch (thrown) {
    showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
  }
};

/** Says what was done, with a button that takes it back; Ctrl+Z does the same, also when the message has gone. */
export const offerUndo = (what: Undoable): void => {
  const hide = showToast({
    kind: 'success',
    text: what.text,
    action: { label: t('calendar.editor.undo'), onChoose: () => void takeBack(what) },
  });
  last = { what, atMs: Date.now(), hide };
};

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'));

/** Ctrl+Z outside of fields, which have an undo of their own, and outside of windows. */
export const undoByKey = (event: KeyboardEvent): void => {
  const asked = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!asked || !last || isWriting(event.target) || document.querySelector('dialog[open]')) return;
  if (Date.now() - last.atMs > KEPT_MS) return;
  event.preventDefault();
  void takeBack(last.what);
};
