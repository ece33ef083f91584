import { attention } from './attention.ts';

/** The first page of the console: how it goes, what needs attention, and what is to come. */
export const overview = {
  title: 'Overview',
  intro: 'How the server is doing, what needs your attention, and what coming meetings will need.',
  spans: { label: 'Period', hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' },

  attention: {
    title: 'Needs attention',
    none: 'Nothing needs your attention.',
    problem: 'Problem',
    notice: 'Notice',
    look: 'Look',
    ...attention.sentences,
    other: 'Something needs attention: {{code}}.',
  },
  services: attention.services,

  pictures: {
    people: 'People in rooms',
    rooms: 'Meetings and calls',
    mails: 'Mails',
    load: 'Load of the machine',
    loop: 'Delay of the server',
    memory: 'Memory of the server',
    disk: 'Disk',
  },
  about: {
    people: 'The most at once in each step of time.',
    rooms: 'Meetings that run, and telephone calls.',
    mails: 'What waits to leave, what left in an hour, and what was given up.',
    load: 'Of all processors together. Near 100% people wait.',
    loop: 'How late the server’s own timers are. Above 100 ms sound may stumble.',
    memory: 'What this server takes of the {{total}} of the machine.',
  },
  series: {
    peopleWeb: 'By web',
    peoplePhone: 'By phone',
    peopleWaiting: 'At the door',
    rooms: 'Meetings',
    calls: 'Calls',
    mailsWaiting: 'Waiting',
    mailsFailed: 'Failed',
    mailsSent: 'Sent in an hour',
    loadPercent: 'Load',
    loopDelayMs: 'Delay',
    memoryBytes: 'Memory',
  },
  disk: {
    recordings: 'Recordings',
    documents: 'Documents',
    database: 'Database',
    backups: 'Backups',
    other: 'Everything else',
    free: 'Free',
    share: '{{name}}: {{size}}, {{percent}}',
  },

  chart: {
    /** Read out for the picture as a whole. */
    about: '{{name}}, {{from}} to {{to}}. Highest: {{highest}}.',
    point: '{{when}}: {{values}}',
    one: '{{name}} {{value}}',
    read: '{{name}}: read with the arrow keys',
    table: 'As a table',
    when: 'When',
    limit: 'Limit {{value}}',
    nothing: 'Nothing was measured in this period yet.',
    first: 'The first measurements appear after a few minutes.',
  },

  forecast: {
    title: 'The next 14 days',
    intro: 'What the meetings in the calendars will need at the fullest moment of each hour.',
    pending: 'Being worked out.',
    people: 'Seats',
    channels: 'Telephone channels',
    expectedPeople: 'People expected',
    expectedCallers: 'Callers expected',
    rooms: 'Meetings at once',
    peopleHow: 'Everyone who is invited and has not declined. Meetings longer than twelve hours are left out.',
    shareLearned: '{{share}} of the people expected are counted as callers, as in past meetings ({{count}} people).',
    shareFloor:
      '{{share}} of the people expected are counted as callers, until enough meetings were held to learn from.',
    noPhone: 'The telephone is off: nobody can call.',
    nothing: 'No meeting is planned in the next 14 days.',
    seats: 'Seats on this server',
    seatsHint: 'How many people it is to carry in all rooms together. Empty: no limit is drawn, and nobody is warned.',
    seatsSave: 'Save',
    seatsSaved: 'Saved.',
    seatsBad: 'A whole number from 2 to 100000, or nothing.',
  },
};
