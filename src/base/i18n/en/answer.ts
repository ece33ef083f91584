/** Answering an invitation: on the page of a mail's link, and in the calendar. */
export const answer = {
  is: {
    'NEEDS-ACTION': 'No answer yet',
    ACCEPTED: 'Accepted',
    DECLINED: 'Declined',
    TENTATIVE: 'Maybe',
    DELEGATED: 'Passed on',
  },
  give: { ACCEPTED: 'Accept', TENTATIVE: 'Maybe', DECLINED: 'Decline' },
  question: 'Will you come?',
  yours: 'Your answer',
  scope: {
    label: 'Which dates is your answer for?',
    all: 'All dates',
    one: 'One date only',
    dates: 'The next dates',
    other: 'with an answer of its own',
  },
  comment: {
    label: 'Message to {{name}}',
    action: 'Write a message',
  },
  proposal: {
    action: 'Propose another time',
    startDate: 'Start date',
    startTime: 'Start time',
    endDate: 'End date',
    endTime: 'End time',
    zone: 'Your time, {{zone}}.',
    elsewhere: 'For {{name}}: {{when}}, {{zone}}.',
    decides: '{{name}} decides. Until then the event stays where it is.',
    past: 'This time is over already.',
  },
  delegate: {
    action: 'Send somebody else',
    lead: 'They get an invitation with a link of their own in your place, and {{name}} is told.',
    name: 'Their name',
    email: 'Their mail address',
    send: 'Send them in my place',
  },
  needs: {
    action: 'What I need to take part',
    language: 'I would rather talk in',
    languageHint: 'A language, for example: Spanish.',
    captions: 'I need captions or a written record',
    phoneOnly: 'I take part by phone only',
  },
};
