/** The words of the mails beside the invitations. `{{x}}` stands for a value; `one` and `other` are of a number. */
export const notices = {
  /** Of the time of a date that is named without its year: "Starts at 10:00". */
  reminder: {
    subject: 'Starts at {{time}}',
    label: 'Coming up',
    headline: 'Your meeting starts at {{time}}',
    /** Of whole days. */
    subjectToday: 'Today',
    headlineToday: 'Your meeting is today',
    handOver: 'Can’t be there?',
    handOverLink: 'Hand the meeting over',
  },
  nudge: {
    subject: 'The meeting has begun',
    label: 'In progress',
    headline: 'The meeting has begun and you are expected',
    advice: 'You cannot come? Reply to this mail: your words go to {{organizer}}.',
  },
  digest: {
    subject: { one: 'One answer', other: '{{count}} answers' },
    label: 'Answers',
    headline: 'What your invitees answered',
    see: 'See all answers to “{{title}}”',
    delegation: 'sends {{delegate}} instead',
    words: 'wrote to you',
    unverified: 'An answer that may not be theirs: please confirm it',
    notReached: 'was not reached',
    onDate: 'for {{date}}',
    more: { one: 'And one more.', other: 'And {{count}} more.' },
  },
  answers: {
    'NEEDS-ACTION': 'no answer',
    ACCEPTED: 'accepted',
    DECLINED: 'declined',
    TENTATIVE: 'maybe',
    DELEGATED: 'sends somebody else',
  },
  counts: {
    accepted: { one: '1 accepted', other: '{{count}} accepted' },
    tentative: { one: '1 maybe', other: '{{count}} maybe' },
    declined: { one: '1 declined', other: '{{count}} declined' },
    waiting: { one: '1 without an answer', other: '{{count}} without an answer' },
  },
  needs: { language: 'would rather talk {{language}}', captions: 'needs captions', phoneOnly: 'comes by phone only' },
  /** For an event without a title. */
  untitled: 'WebMeeting',
  answersSoFar: 'Answers so far',
  proposal: {
    subject: 'Another time proposed',
    label: 'Proposal',
    headline: '{{who}} proposes another time',
    now: 'Now planned',
    proposed: 'Proposed',
    action: 'See and decide',
    advice: 'Nothing changes before you decide.',
  },
  proposalDeclined: {
    subject: 'The time stays',
    label: 'Proposal',
    headline: '{{organizer}} keeps the time that was planned',
    advice: 'Your proposal was read and declined. Your invitation holds as before.',
  },
  notReached: {
    subject: 'Not reached',
    label: 'Not reached',
    headline: {
      one: 'An invitation did not arrive',
      other: '{{count}} invitations did not arrive',
    },
    noReason: 'the mail server gave no reason',
    action: 'Open the event',
    advice: 'Check the addresses, then send the invitations again from the event.',
  },
  joinBlock: {
    label: 'WebMeeting',
    headline: '{{sender}} asks you to join a meeting',
    linkNote: 'This link is yours: it lets you in without a PIN.',
  },
  hosted: {
    subject: { new: 'Your meeting is ready', updated: 'Your meeting, updated', cancelled: 'Your meeting is cancelled' },
    label: { new: 'Ready', updated: 'Updated', cancelled: 'Cancelled' },
    headline: {
      new: 'You invited this server: here is the meeting',
      updated: 'The meeting follows your changes',
      cancelled: 'The meeting was cancelled with your event',
    },
    startNote: 'This link is for you alone: it starts the meeting.',
    passOn: 'To let others in, put these lines into your invitation:',
    passOnLink: 'Join the WebMeeting',
    advice: 'Change or cancel the event in your calendar: the meeting follows.',
    cancelledAdvice: 'Its links and its meeting ID no longer open anything.',
  },
  hostedRefused: {
    subject: 'No meeting was made',
    label: 'Refused',
    headline: 'This server could not take your invitation',
    reasons: {
      domain: 'Your mail domain may not open meetings here. Ask the administrator of this server to add it.',
      right: 'Your account here may not open meetings. Ask the administrator of this server.',
      quota: 'You have asked for as many meetings today as one person may. Try again tomorrow.',
      past: 'The event is over already. Invite this address to an event that is still to come.',
      unreadable: 'The event could not be read. Send the invitation again from your calendar program.',
    },
  },
  deputy: {
    label: 'WebMeeting',
    subject: { named: 'You run this meeting', released: 'You no longer run this meeting' },
    headline: {
      named: '{{organizer}} asks you to run this meeting',
      released: '{{organizer}} no longer needs you to run this meeting',
    },
    allDates: 'This goes for all its dates, from the next one on.',
    startNote: 'Sign in with your account here: the link then starts the meeting.',
    advice:
      'You may start the meeting, let people in and moderate. If you cannot do it, answer this mail: {{organizer}} will read it.',
    releasedAdvice: 'Your invitation holds as before.',
  },
  /** Under a mail that the server sends by itself. */
  automatic: 'This mail was sent automatically.',
  /** A note on an event: somebody's answer came as a winmail.dat. */
  outlookOwnFormat:
    'An answer came in Outlook’s own format (winmail.dat), which only Outlook can read. Ask for it again, by the links in the invitation for example. Their Outlook should send mail as HTML or plain text.',
} as const;
