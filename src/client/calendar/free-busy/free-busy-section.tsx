import './free-busy.css';
import { CalendarSearch, ChevronDown, ChevronUp } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import type { EventBody } from '../../../contract/http/event.ts';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { calendarOf } from '../calendars/calendars.ts';
import type { EventDraft } from '../editor/event-draft.ts';
import { account } from '../shell/session.ts';
import { FreeBusyPanel } from './free-busy-panel.tsx';

interface FreeBusySectionProps {
  readonly draft: EventDraft;
  readonly event: EventBody | undefined;
  readonly onChange: (draft: EventDraft) => void;
}

/** Below the invitees: when they have time. Asked for only once it is opened. */
export const FreeBusySection = ({ draft, event, onChange }: FreeBusySectionProps) => {
  const id = useId();
  const [open, setOpen] = useState(false);
  // Whoever makes an event in a calendar that is shared with them makes it for its owner.
  const organizer = event?.organizer ?? calendarOf(draft.calendarId)?.owner ?? account.value;
  // Whole days are planned without looking at hours.
  if (!organizer || draft.allDay || draft.invitees.length === 0) return null;
  return (
    <section class="free-busy">
      <Button
        kind="quiet"
        class="free-busy__opener"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon of={CalendarSearch} />
        {t('freeBusy.open')}
        <Icon of={open ? ChevronUp : ChevronDown} size={16} />
      </Button>
      <div id={id} class="free-busy__panel" hidden={!open}>
        {open && <FreeBusyPanel draft={draft} organizer={organizer} eventId={event?.id} onChange={onChange} />}
      </div>
    </section>
  );
};
