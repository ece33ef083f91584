import './event-popover.css';
import { signal } from '@preact/signals';
import { Pencil, Trash2, X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { EventBody } from '../../contract/http/event.ts';
import { IconButton } from '../shared/button.tsx';
import { t } from '../shared/language.ts';
import { placeBelow } from '../shared/place-below.ts';
import { editing, kindOf } from './calendar-state.ts';
import { DeleteEventDialog, deleting } from './delete-event-dialog.tsx';
import { nearEvents, shownEvents } from './event-cache.ts';
import { EventDetails } from './event-details.tsx';
import { draftOf } from './event-draft.ts';
import { narrow } from './media-query.ts';

/** The event whose details are shown, and the element that they belong to. */
export const selectedEvent = signal<{ readonly id: string; readonly anchor: Element } | undefined>(undefined);

const find = (id: string): EventBody | undefined =>
  shownEvents.value.find((event) => event.id === id) ?? nearEvents.value.find((event) => event.id === id);

const close = (): void => {
  selectedEvent.value = undefined;
};

interface PanelProps {
  readonly event: EventBody;
  readonly anchor: Element;
}

const Panel = ({ event, anchor }: PanelProps) => {
  const panel = useRef<HTMLDivElement>(null);
  const mine = event.myRole === 'organizer';

  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const opener = anchor.querySelector<HTMLElement>('.event__open') ?? document.activeElement;
    element.showPopover();
    if (!narrow.value) placeBelow(element, anchor);
    element.focus();
    return () => {
      // Focus goes back to the event, unless a dialog took it or the person has gone elsewhere.
      const lost = document.activeElement === document.body || element.contains(document.activeElement);
      if (lost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [anchor, event.id]);

  return (
    <div
      ref={panel}
      class={`popover popover--${kindOf(event)}`}
      popover="auto"
      role="dialog"
      aria-label={event.title || t('calendar.popover.label')}
      tabIndex={-1}
      onToggle={(toggle) => {
        if ((toggle as unknown as ToggleEvent).newState === 'closed') close();
      }}
    >
      <div class="popover__tools">
        {mine && (
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
              icon={Trash2}
              label={t('common.delete')}
              onClick={() => {
                close();
                deleting.value = event;
              }}
            />
          </>
        )}
        <IconButton icon={X} label={t('common.close')} onClick={close} />
      </div>
      <EventDetails event={event} />
    </div>
  );
};

/** The essentials of the event that was pressed, beside it; a sheet at the lower edge on a telephone. */
export const EventPopover = () => {
  const selected = selectedEvent.value;
  const event = selected && find(selected.id);
  return (
    <>
      {selected && event && <Panel key={event.id} event={event} anchor={selected.anchor} />}
      {/* The editor asks by itself, and closes with its event. */}
      {deleting.value && !editing.value && <DeleteEventDialog event={deleting.value} />}
    </>
  );
};
