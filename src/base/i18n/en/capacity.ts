/** What an organizer is told at an event for which there may not be room. */
export const capacity = {
  room: '{{expected}} people are expected, and this meeting lets in {{limit}}. Raise its limit, or some will wait outside.',
  people:
    'At that time {{expected}} people are expected in all meetings together, and this server carries {{limit}}. Some may not get in: another time would be safer.',
  rooms:
    'At that time {{expected}} meetings are planned, and {{limit}} may run at once. This one may not be able to start: another time would be safer.',
  channels:
    'At that time {{expected}} callers are expected, and there are {{limit}} telephone lines. Some may not get through: let people come by web where they can.',
  at: 'Fullest: {{when}}',
};
