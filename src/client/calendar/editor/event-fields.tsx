import type { EventBody } from '../../../contract/http/event.ts';
import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { CalendarField } from '../calendars/calendar-field.tsx';
import { FreeBusySection } from '../free-busy/free-busy-section.tsx';
import { ElsewhereNotes } from './elsewhere-notes.tsx';
import { InviteeField } from './invitee-field.tsx';
import { MeetingSection } from './meeting-section.tsx';
import { RepeatField } from './repeat-field.tsx';
import { ruleAfter } from './series-draft.ts';
import type { EventEditing } from './use-event-editor.ts';
import { WhenFields } from './when-fields.tsx';

const TitleField = ({ draft, change, problems }: EventEditing) => (
  <Field label={t('calendar.editor.title')} labelUnseen={true} problem={problems.get('title')}>
    {(control) => (
      <input
        {...control}
        class="input editor__title"
        type="text"
        name="title"
        maxLength={200}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it stands in a window that was just opened to write in
        autoFocus={true}
        required={true}
        placeholder={t('calendar.editor.titleHint')}
        value={draft.title}
        onInput={(input) => change({ title: input.currentTarget.value })}
      />
    )}
  </Field>
);

const LocationField = ({ draft, change, problems }: EventEditing) => (
  <Field
    label={t('calendar.editor.location')}
    hint={draft.webMeeting ? t('calendar.editor.locationHint') : undefined}
    problem={problems.get('location')}
  >
    {(control) => (
      <input
        {...control}
        class="input"
        type="text"
        name="location"
        maxLength={200}
        value={draft.location}
        onInput={(input) => change({ location: input.currentTarget.value })}
      />
    )}
  </Field>
);

const DescriptionField = ({ draft, change, problems }: EventEditing) => (
  <Field label={t('calendar.editor.description')} problem={problems.get('description')}>
    {(control) => (
      <textarea
        {...control}
        class="input editor__description"
        name="description"
        rows={4}
        maxLength={10_000}
        value={draft.description}
        onInput={(input) => change({ description: input.currentTarget.value })}
      />
    )}
  </Field>
);

const HideInviteesField = ({ draft, change }: EventEditing) => (
  <label class="check">
    <input
      type="checkbox"
      name="hideInvitees"
      checked={draft.hideInvitees}
      onChange={(input) => change({ hideInvitees: input.currentTarget.checked })}
    />
    <span>
      {t('calendar.editor.hideInvitees')}
      <span class="field__hint editor__hint">{t('calendar.editor.hideInviteesHint')}</span>
    </span>
  </label>
);

interface EventFieldsProps {
  readonly event: EventBody | undefined;
  readonly editing: EventEditing;
}

/** What an event is made of, in one column: title, when, the meeting, who, where, what for. */
export const EventFields = ({ event, editing }: EventFieldsProps) => {
  const { draft, change, problems, pendingInvitees } = editing;
  return (
    <>
      <TitleField {...editing} />
      <WhenFields
        draft={draft}
        onChange={(next) => change({ ...next, recurrence: ruleAfter(draft, next, event) })}
        problems={problems}
      />
      <ElsewhereNotes draft={draft} />
      <RepeatField draft={draft} event={event} onChange={change} problem={problems.get('recurrence')} />
      <MeetingSection draft={draft} event={event} onChange={change} />
      <InviteeField
        invitees={draft.invitees}
        onChange={(invitees) => change({ invitees })}
        problems={problems}
        pending={pendingInvitees}
      />
      {(draft.invitees.length > 1 || draft.hideInvitees) && <HideInviteesField {...editing} />}
      <FreeBusySection
        draft={draft}
        event={event}
        onChange={(next) => change({ ...next, recurrence: ruleAfter(draft, next, event) })}
      />
      <LocationField {...editing} />
      <CalendarField
        value={draft.calendarId}
        onChange={(calendarId, meets) => change({ calendarId, webMeeting: draft.webMeeting || meets })}
        problem={problems.get('calendarId')}
      />
      <DescriptionField {...editing} />
    </>
  );
};
