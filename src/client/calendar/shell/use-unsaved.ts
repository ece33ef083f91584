import { useEffect } from 'preact/hooks';
import { writing } from './session.ts';

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

/** While a window for writing is open the session's end does not close it; with changes, neither does leaving the page unasked. */
export const useUnsaved = (changed: boolean): void => {
  useEffect(() => {
    writing.value = true;
    return () => {
      writing.value = false;
    };
  }, []);
  useEffect(() => {
    if (!changed) return;
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [changed]);
};
