import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Welcome } from '../../../../contract/room/room-state.ts';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';

interface InviteWindowProps {
  readonly meeting: Welcome['meeting'];
  readonly name: string;
  readonly onClose: () => void;
}

/** Fetched when somebody who may invite opens it: guests do without. */
export const LazyInviteWindow = (props: InviteWindowProps) => {
  const [loaded, setLoaded] = useState<{ readonly Window: ComponentType<InviteWindowProps> }>();
  const { onClose } = props;
  useEffect(() => {
    import('./invite-window.tsx').then(
      ({ InviteWindow }) => setLoaded({ Window: InviteWindow }),
      () => {
        showToast({ kind: 'problem', text: t('door.problem.roomNotLoaded.text') });
        onClose();
      },
    );
  }, []);
  return loaded ? <loaded.Window {...props} /> : null;
};
