import './calendar-dialogs.css';
import { AddressesDialog } from './addresses-dialog.tsx';
import { calendarDialog } from './calendar-dialog.ts';
import { calendarOf } from './calendars.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { DeviceDialog } from './device-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { ShareDialog } from './share-dialog.tsx';
import { SubscribeDialog } from './subscribe-dialog.tsx';

const OF_ONE = {
  settings: SettingsDialog,
  share: ShareDialog,
  addresses: AddressesDialog,
  device: DeviceDialog,
  import: ImportDialog,
  delete: DeleteDialog,
} as const;

/** The window about calendars that is open. */
export const CalendarDialogs = () => {
  const open = calendarDialog.value;
  if (!open) return null;
  if (open.name === 'new') return <SettingsDialog />;
  if (open.name === 'subscribe') return <SubscribeDialog />;
  const calendar = open.id === undefined ? undefined : calendarOf(open.id);
  if (!calendar) return open.name === 'import' ? <ImportDialog /> : null;
  const Window = OF_ONE[open.name];
  return <Window calendar={calendar} />;
};
