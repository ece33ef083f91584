import './event-popover.css';
import { signal } from '@preact/signals';
import { CalendarClock, EllipsisVertical, Pencil, Trash2, UserRoundCheck, UserRoundCog, X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { EventBody } from '../../../contract/http/event.ts';
import { IconButton } from '../../shared/button.tsx';
import { t } from '../../shared/language.ts';
import { Menu } from '../../shared/menu.tsx';
import { placeBelow } from '../../shared/place-below.ts';
import { handingOver, namingDeputy } from '../answers/answering.ts';
import { MyAnswer } from '../answers/my-answer.tsx';
import { colorClass } from '../calendars/calendar-colors.ts';
import { draftOf } from '../editor/event-draft.ts';
import { editing } from '../page/calendar-state.ts';
import { eventKey, nearEvents, shownEvents } from '../parts/event-cache.ts';
import { narrow } from '../parts/media-query.ts';
import { movingTo } from '../parts/moving-to.ts';
import { mayNameDeputy } from '../running/running.ts';
import { DeleteEventDialog, deleting } from './delete-event-dialog.tsx';
import { EventDetails } from './event-details.tsx';

/** The event whose details are shown, and the element that they belong to. */
export const selectedEvent = signal<{ readonly key: string; readonly anchor: Element } | undefined>(undefined);

const find = (key: string): EventBody | undefined =>
  [...shownEvents.value, ...nearEvents.value].find((event) => eventKey(event) === key);

const close = (): void => {
  selectedEvent.value = undefined;
};

interface PanelProps {
  readonly event: EventBody;
  readonly anchor: Element;
}

/** What one does rarely. */
const MoreMenu = ({ event }: { readonly event: EventBody }) => (
  <Menu
    label={t('calendar.popover.more')}
    align="end"
    groups={[
      {
        items: [
          ...(mayNameDeputy(event)
            ? [
                {
                  label: t('running.deputy.action'),
                  icon: UserRoundCheck,
                  onChoose: () => {
                    close();
                    namingDeputy.value = event;
                  },
                },
              ]
            : []),
          {
            label: t('feedback.handOver.action'),
            icon: UserRoundCog,
            onChoose: () => {
              close();
              handingOver.value = event;
            },
          },
        ],
      },
    ]}
    button={(props) => <IconButton {...props} icon={EllipsisVertical} label={t('calendar.popover.more')} />}
  />
);

const Panel = ({ event, anchor }: PanelProps) => {
  const panel = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const opener = anchor.querySelector<HTMLElement>('.event__open') ?? document.activeElement;
    element.showPopover();
    // What the organizer is told of it comes a moment later: the details stay within the window.
    const sized = new ResizeObserver(() => {
      if (!narrow.value) placeBelow(element, anchor);
    });
    if (!narrow.value) placeBelow(element, anchor);
    sized.observe(element);
    element.focus();
    return () => {
      sized.disconnect();
      // Focus goes back to the event, unless a dialog took it or the person has gone elsewhere.
      const lost = document.activeElement === document.body || element.contains(document.activeElement);
      if (lost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [anchor, event.id]);

  return (
    <div
      ref={panel}
      class={`popover ${colorClass(event.calendarId)}`}
      popover="auto"
      role="dialog"
      aria-label={event.title || t('calendar.popover.label')}
      tabIndex={-1}
      onToggle={(toggle) => {
        if ((toggle as unknown as ToggleEvent).newState === 'closed') close();
      }}
    >
      <div class="popover__tools">
        {event.mayEdit && (
          <>
            <IconButton
              icon={Pencil}
              label={t('common.edit')}
              onClick={() => {
                close();
                editing.value = { event, draft: draftOf(event) };
              }}
            />
            <IconButton
              icon={CalendarClock}
              label={t('calendar.move.action')}
              onClick={() => {
                close();
                movingTo.value = event;
              }}
            />
          </>
        )}
        {event.mayDelete && (
          <IconButton
            icon={Trash2}
            label={t(event.mayEdit ? 'common.delete' : 'calendar.delete.takeOut')}
            onClick={() => {
              close();
              deleting.value = event;
            }}
          />
        )}
        {event.mayEdit && event.myRole === 'organizer' && <MoreMenu event={event} />}
        <IconButton icon={X} label={t('common.close')} onClick={close} />
      </div>
      <EventDetails event={event} onLeave={close} />
      <div class="popover__answer">
        <MyAnswer event={event} onLeave={close} />
      </div>
    </div>
  );
};

/** The essentials of the event that was pressed, beside it; a sheet at the lower edge on a telephone. */
export const EventPopover = () => {
  const selected = selectedEvent.value;
  const event = selected && find(selected.key);
  return (
    <>
      {selected && event && <Panel key={selected.key} event={event} anchor={selected.anchor} />}
      {/* The editor asks by itself, and closes with its event. */}
      {deleting.value && !editing.value && <DeleteEventDialog event={deleting.value} />}
    </>
  );
};
