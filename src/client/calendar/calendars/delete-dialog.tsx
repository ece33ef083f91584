import { useEffect, useState } from 'preact/hooks';
import type { CalendarBody } from '../../../contract/http/calendar.ts';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { refreshShown } from '../parts/event-cache.ts';
import { countEvents, deleteCalendar } from './calendars.ts';
import { DialogForm } from './dialog-form.tsx';

type Count = number | 'counting' | 'unknown';

const countText = (count: Count): string => {
  if (count === 'counting') return t('calendars.delete.counting');
  if (count === 'unknown') return t('calendars.delete.noCount');
  return count === 0 ? t('calendars.delete.empty') : t('calendars.delete.events', { count });
};

const useCount = (id: string, wanted: boolean): Count => {
  const [count, setCount] = useState<Count>('counting');
  useEffect(() => {
    if (!wanted) return;
    countEvents(id).then(setCount, () => setCount('unknown'));
  }, [id, wanted]);
  return count;
};

/** Says what goes with the calendar, and that it does not come back. */
export const DeleteDialog = ({ calendar }: { readonly calendar: CalendarBody }) => {
  const subscribed = calendar.subscription !== undefined;
  const count = useCount(calendar.id, !subscribed);
  const { name } = calendar;
  const remove = async (): Promise<void> => {
    await deleteCalendar(calendar.id);
    await refreshShown();
    showToast({
      kind: 'success',
      text: t(subscribed ? 'calendars.delete.unsubscribed' : 'calendars.delete.done', { name }),
    });
  };
  return (
    <DialogForm
      title={t(subscribed ? 'calendars.delete.titleSubscription' : 'calendars.delete.title', { name })}
      action={t(subscribed ? 'calendars.delete.unsubscribe' : 'calendars.delete.action')}
      danger={true}
      idle={calendar.default}
      onSubmit={remove}
    >
      {() => {
        if (calendar.default) return <p>{t('calendars.delete.isDefault')}</p>;
        if (subscribed) return <p>{t('calendars.delete.subscription')}</p>;
        return (
          <>
            <p aria-live="polite">{countText(count)}</p>
            <p>{t('calendars.delete.final')}</p>
          </>
        );
      }}
    </DialogForm>
  );
};
