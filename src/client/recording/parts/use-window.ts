import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';

interface LaterWindow<Props> {
  /** Undefined until it was fetched. */
  readonly Window: ComponentType<Props> | undefined;
  readonly fetch: () => void;
}

/** A window that comes when it is asked for: most who open a recording listen. */
export const useWindow = <Props>(load: () => Promise<ComponentType<Props>>): LaterWindow<Props> => {
  const [loaded, setLoaded] = useState<{ readonly Window: ComponentType<Props> }>();
  return {
    Window: loaded?.Window,
    fetch: () => {
      load().then(
        (Window) => setLoaded({ Window }),
        () => showToast({ kind: 'problem', text: t('recording.states.offline.text') }),
      );
    },
  };
};
