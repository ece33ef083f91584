import { useRef } from 'preact/hooks';
import { Avatar } from '../../../shared/avatar.tsx';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { locale, t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import type { OpenRoom } from '../open-room.ts';
import { askRoom } from './ask-room.ts';
import { useKeptFocus } from './use-kept-focus.ts';

const letBack = async ({ session }: OpenRoom, id: string, name: string): Promise<void> => {
  if (await askRoom(session, 'participant.let-back', { id }))
    showToast({ text: t('room.moderate.letBackDone', { name }), kind: 'success' });
};

/** Everyone who is kept out, and the way to take it back. */
export const RemovedDialog = ({ room, onClose }: { readonly room: OpenRoom; readonly onClose: () => void }) => {
  const { removed } = room.session.state.value;
  const list = useRef<HTMLUListElement>(null);
  const keepFocus = useKeptFocus(() => {
    const next = list.current?.querySelector('button');
    return next ?? list.current?.closest('dialog')?.querySelector('button');
  });
  const timeOf = (at: string): string =>
    new Intl.DateTimeFormat(locale.value, { timeStyle: 'short' }).format(new Date(at));
  return (
    <Dialog title={t('room.moderate.removedHeading')} onClose={onClose}>
      {removed.length === 0 && <p class="muted">{t('room.moderate.removedNone')}</p>}
      <ul ref={list} class="removed" onFocusIn={keepFocus}>
        {removed.map(({ id, name, at }) => (
          <li key={id} class="person">
            <Avatar name={name} />
            <span class="person__words">
              <span class="person__name">
                <bdi>{name}</bdi>
              </span>
              <span class="person__facts">{t('room.moderate.removedAt', { time: timeOf(at) })}</span>
            </span>
            <Button aria-label={t('room.moderate.letBackName', { name })} onClick={() => void letBack(room, id, name)}>
              {t('room.moderate.letBack')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
