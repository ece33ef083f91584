/** Who else may see a document or listen to a recording. */
export const sharing = {
  title: 'Share “{{name}}”',
  loading: 'Loading…',
  link: {
    heading: 'By a link',
    text: 'Whoever has the link can open it, without an account.',
    ends: 'The link works until',
    endings: { day: 'Tomorrow', week: 'In a week', month: 'In a month', never: 'No end', date: 'A day that I choose' },
    lastDay: 'Last day',
    make: 'Create a link',
    copy: 'Copy the link',
    until: 'Works until {{date}}',
    forever: 'Works without an end',
    over: 'Ended on {{date}}',
    since: 'Link of {{date}}',
    remove: 'Take the link of {{date}} back',
  },
  people: {
    heading: 'With people',
    text: 'With an account here they find it in their Documents; everyone else has a link of their own.',
    address: 'Mail address',
    add: 'Add',
    copy: 'Copy the link of {{address}}',
    remove: 'Take {{address}} away',
    twice: 'It is shared with this address already.',
  },
  present: {
    label: 'Those who were there',
    text: 'Everyone with an account who took part in the meeting.',
  },
  past: 'Choose a day that is still to come.',
};
