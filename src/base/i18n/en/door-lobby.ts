/** The waiting room before a meeting, and being refused: they come when somebody waits. */
export const doorLobby = {
  heading: 'Waiting for a moderator',
  sentBackHeading: 'You are back in the waiting room',
  reason: {
    'no-key': 'Without the PIN, a moderator has to let you in.',
    'everyone-waits': 'In this meeting everyone waits until a moderator lets them in.',
    locked: 'The meeting is locked. A moderator can let you in all the same.',
    declined:
      'You answered that you would not come, so a moderator has to let you in. You can also change your answer in the invitation and join again.',
    'already-inside':
      'Somebody is in the meeting with your invitation already. If that is you, choose there whether to go on here. A moderator can let you in too.',
    'after-removal':
      'Since a moderator put somebody out of this meeting, whoever comes with the PIN has to be let in by a moderator.',
    'sent-back': 'A moderator sent you back here. The meeting goes on, and you can be let in again.',
  },
  byYourself: 'Once you are let in, you come in by yourself.',
  bare: 'If the ID and the PIN are right, you will come in by yourself as soon as the meeting begins. If they are not, only a moderator can let you in.',
  bareWithoutPin:
    'Without the PIN you come in as soon as a moderator of the meeting lets you in. Whether there is a meeting with this ID is not told here.',
  told: 'The moderators are told that you are waiting.',
  toldPerhaps: 'If the meeting is in progress, its moderators are told that you are waiting.',
  seen: 'A moderator has seen that you are waiting.',
  admitted: 'You are let in. One moment…',
  talk: 'Message to the moderators',
  message: 'Write to the moderators',
  send: 'Send',
  you: 'You',
  sending: 'Waiting for the connection…',
  notSent: 'Not sent: the server does not take this text.',
  left_one: '{{count}} character left',
  left_other: '{{count}} characters left',
  declined: {
    title: 'You were not let in',
    text: 'A moderator did not let you in.',
    word: 'A moderator did not let you in, and writes:',
    next: 'If you think that this is a mistake, knock again or get in touch with the person who invited you.',
    again: 'Knock again',
    go: 'Leave',
  },
};
