import './calendar-page.css';
import { useEffect } from 'preact/hooks';
import { Button } from '../shared/button.tsx';
import { t } from '../shared/language.ts';
import { problemText } from '../shared/problem-text.ts';
import { AppFrame } from './app-frame.tsx';
import { CalendarBar } from './calendar-bar.tsx';
import { date, dialog, editing, showDate, today } from './calendar-state.ts';
import { CreateMenu } from './create-menu.tsx';
import { loadProblem, refreshNear, refreshShown } from './event-cache.ts';
import { EventEditor } from './event-editor.tsx';
import { EventPopover } from './event-popover.tsx';
import { JoinByIdDialog } from './join-by-id-dialog.tsx';
import { KindFilter } from './kind-filter.tsx';
import { LazyGrid } from './lazy-grid.tsx';
import { wide } from './media-query.ts';
import { NextMeetingBar } from './next-meeting-bar.tsx';
import { displayZone } from './session.ts';
import { SmallMonth } from './small-month.tsx';
import { useTitle } from './use-title.ts';
import { ZoneNote } from './zone-note.tsx';

const REFRESH_MS = 60_000;

/** Asks again every minute, and when the person comes back to the page. */
const useFreshEvents = (timeZone: string): void => {
  useEffect(() => {
    const refresh = (): void => {
      if (document.hidden) return;
      void refreshNear(timeZone);
      void refreshShown();
    };
    void refreshNear(timeZone);
    const timer = setInterval(refresh, REFRESH_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [timeZone]);
};

const LoadProblem = () => {
  const problem = loadProblem.value;
  if (!problem) return null;
  return (
    <div class="notice notice--problem calendar-problem" role="alert">
      <p>{problemText(problem)}</p>
      <Button onClick={() => void refreshShown()}>{t('common.retry')}</Button>
    </div>
  );
};

export const CalendarPage = () => {
  useTitle(t('calendar.title'));
  useFreshEvents(displayZone.value);
  return (
    <>
      <AppFrame
        filled={true}
        bar={<CalendarBar />}
        side={(close) => (
          <>
            {wide.value && <CreateMenu />}
            <SmallMonth
              selected={date.value}
              today={today()}
              onChoose={(day) => {
                showDate(day);
                close();
              }}
            />
          </>
        )}
        sideEnd={
          <>
            <KindFilter />
            <ZoneNote />
          </>
        }
      >
        <NextMeetingBar />
        <LoadProblem />
        <LazyGrid />
        {!wide.value && <CreateMenu floating={true} />}
      </AppFrame>
      <EventPopover />
      {editing.value && <EventEditor key={editing.value.event?.id ?? 'new'} {...editing.value} />}
      {dialog.value === 'join-by-id' && <JoinByIdDialog />}
    </>
  );
};
