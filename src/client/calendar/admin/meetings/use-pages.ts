import { useState } from 'preact/hooks';
import { asProblem } from '../../../shared/api.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; absent: there is none. */
  readonly next: string | undefined;
}

/** A list that is read a page at a time; `load` is asked for the first page without a place. Begun anew when `key` changes. */
export const usePages = <Item>(key: string, load: (place?: string) => Promise<Page<Item>>) => {
  const { value, problem, reload, put } = useLoaded(key, () => load());
  const [busy, setBusy] = useState(false);
  const showMore = async (): Promise<void> => {
    if (value?.next === undefined) return;
    setBusy(true);
    try {
      const page = await load(value.next);
      put({ items: [...value.items, ...page.items], next: page.next });
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(false);
  };
  return { items: value?.items, hasMore: value?.next !== undefined, problem, reload, busy, showMore };
};
