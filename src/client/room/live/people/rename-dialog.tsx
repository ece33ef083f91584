import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';
import { NameDialog } from './name-dialog.tsx';

/** What one is called in this meeting. */
export const RenameDialog = ({ room, onClose }: { readonly room: OpenRoom; readonly onClose: () => void }) => (
  <NameDialog
    heading={t('room.people.renameHeading')}
    label={t('room.people.renameField')}
    name={room.session.state.peek().you?.name ?? ''}
    autocomplete="name"
    save={(name) => room.session.command('name.set', { name })}
    onClose={onClose}
  />
);
