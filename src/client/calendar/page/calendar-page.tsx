import './calendar-page.css';
import { useEffect } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { LazyAnswerWindows } from '../answers/lazy-answer-windows.tsx';
import { calendarDialog } from '../calendars/calendar-dialog.ts';
import { CalendarList } from '../calendars/calendar-list.tsx';
import { loadCalendars } from '../calendars/calendars.ts';
import { EventPopover } from '../details/event-popover.tsx';
import { LazyGrid } from '../grid/lazy-grid.tsx';
import { loadProblem, refreshNear, refreshShown } from '../parts/event-cache.ts';
import { lazyPart } from '../parts/lazy-part.tsx';
import { wide } from '../parts/media-query.ts';
import { undoByKey } from '../parts/undo.ts';
import { SmallMonth } from '../pickers/small-month.tsx';
import { AppFrame } from '../shell/app-frame.tsx';
import { onChanges } from '../shell/changes.ts';
import { displayZone } from '../shell/session.ts';
import { useTitle } from '../shell/use-title.ts';
import { CalendarBar } from './calendar-bar.tsx';
import { date, dialog, editing, showDate, today } from './calendar-state.ts';
import { CreateMenu } from './create-menu.tsx';
import { JoinByIdDialog } from './join-by-id-dialog.tsx';
import { openLinkedEvent } from './linked-event.ts';
import { NextMeetingBar } from './next-meeting-bar.tsx';
import { ZoneNote } from './zone-note.tsx';

const REFRESH_MS = 60_000;

// Windows come when they are needed; the editor, which will be needed, in the first quiet moment.
const EventEditor = lazyPart(async () => (await import('../editor/event-editor.tsx')).EventEditor);
const CalendarDialogs = lazyPart(async () => (await import('../calendars/calendar-dialogs.tsx')).CalendarDialogs);

const QUIET_MS = 1_500;

const useEarlyEditor = (): void => {
  useEffect(() => {
    const timer = setTimeout(() => void EventEditor.preload(), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
};

const useUndoKey = (): void => {
  useEffect(() => {
    document.addEventListener('keydown', undoByKey);
    return () => document.removeEventListener('keydown', undoByKey);
  }, []);
};

/** Asks again when the server tells of a change, every minute all the same, and when the person comes back to the page. */
const useFreshEvents = (timeZone: string): void => {
  useEffect(() => {
    const refresh = (): void => {
      if (document.hidden) return;
      void refreshNear(timeZone);
      void refreshShown();
      void loadCalendars();
    };
    void refreshNear(timeZone);
    void loadCalendars();
    const timer = setInterval(refresh, REFRESH_MS);
    const deaf = onChanges(() => {
      void refreshNear(timeZone);
      void refreshShown();
    });
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      deaf();
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
  useEarlyEditor();
  useUndoKey();
  useEffect(() => void openLinkedEvent(), []);
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
            <CalendarList />
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
      <LazyAnswerWindows />
      {editing.value && <EventEditor key={editing.value.event?.id ?? 'new'} {...editing.value} />}
      {calendarDialog.value && <CalendarDialogs />}
      {dialog.value === 'join-by-id' && <JoinByIdDialog />}
    </>
  );
};
