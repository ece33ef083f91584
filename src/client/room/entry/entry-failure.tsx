import { t } from '../../shared/language.ts';
import type { Entry } from './entry.ts';

/** What went wrong with the last attempt, beside the button that tries again. */
export const EntryFailure = ({ entry }: { readonly entry: Entry }) => {
  const { failure } = entry.form.value;
  if (failure === undefined) return null;
  return (
    <p class="field__problem" role="alert">
      {t(`door.form.${failure}`)}
    </p>
  );
};
