/** What team chats are told, in the language of who connected them. `{{x}}` stands for a value. */
export const teamChat = {
  headline: {
    'meeting.scheduled': 'New meeting',
    'meeting.changed': 'Meeting changed',
    'meeting.cancelled': 'Meeting cancelled',
    'meeting.started': 'The meeting has begun',
    'meeting.ended': 'The meeting is over',
    'participant.joined': '{{name}} has joined',
    'participant.left': '{{name}} has left',
    'recording.ready': 'A recording is ready',
    test: 'WebMeeting is connected to this chat',
    invitation: 'Invitation to a meeting',
  },
  untitled: 'WebMeeting',
  organizer: 'Organizer: {{name}}',
  meetingId: 'Meeting ID: {{id}}',
  repeats: 'Repeats',
  join: 'Join the meeting',
  listen: 'Listen',
};
