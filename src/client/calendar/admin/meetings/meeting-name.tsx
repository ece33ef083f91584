import { groupDigits } from '../../../../base/text.ts';
import { t } from '../../../shared/language.ts';

interface Named {
  readonly meetingId: string;
  readonly title: string;
  readonly private: boolean;
  readonly organizer: { readonly name: string; readonly email: string };
}

/** What a meeting is called, for a sentence; a private one keeps its title. */
export const titleOf = ({ title, private: isPrivate }: Pick<Named, 'title' | 'private'>): string => {
  if (isPrivate) return t('adminMeetings.private');
  return title || t('adminMeetings.untitled');
};

/** A meeting with whose it is and its ID. */
export const MeetingName = ({ meeting }: { readonly meeting: Named }) => (
  <div class="meeting-name">
    <p class="meeting-name__title" dir="auto">
      {titleOf(meeting)}
    </p>
    <p class="muted small">
      {t('adminMeetings.organizer', { name: meeting.organizer.name || meeting.organizer.email })} ·{' '}
      <span class="figures">{t('adminMeetings.id', { id: groupDigits(meeting.meetingId) })}</span>
    </p>
  </div>
);
