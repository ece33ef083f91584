import type { CalendarBody } from '../../../contract/http/calendar.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { account } from '../shell/session.ts';
import { closeCalendarDialog } from './calendar-dialog.ts';
import { CopyLine } from './copy-line.tsx';

/** The CalDAV address, for programs that read and write the calendar themselves. */
export const DeviceDialog = ({ calendar }: { readonly calendar: CalendarBody }) => (
  <Dialog
    title={t('calendars.device.title', { name: calendar.name })}
    onClose={closeCalendarDialog}
    footer={
      <Button kind="primary" onClick={closeCalendarDialog}>
        {t('common.close')}
      </Button>
    }
  >
    <p>{t('calendars.device.intro')}</p>
    <div class="field">
      <span class="field__label">{t('calendars.device.address')}</span>
      <CopyLine label={t('calendars.device.copy')} text={calendar.davUrl} />
    </div>
    <p class="muted">{t('calendars.device.password', { email: account.value?.email ?? '' })}</p>
  </Dialog>
);
