import { attention } from './attention.ts';
import { capacity } from './capacity.ts';

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
  /** When it is over: what is left of it. */
  afterSession: {
    label: 'Over',
    subject: 'After the meeting',
    headline: 'What is left of the meeting',
    people: { one: 'One person was there', other: '{{count}} people were there' },
    length: '{{people}}, for {{length}} in all.',
    minutes: { least: 'less than a minute', short: '{{minutes}} min', hours: '{{hours}} h {{minutes}} min' },
    recording: 'Recording',
    numbered: 'Recording {{number}}',
    listen: 'Listen to the recording',
    ready: 'Listen, with who spoke when',
    waiting: 'still being prepared: its page shows it when it is ready',
    failed: 'could not be prepared',
    failedRetry: 'could not be prepared. What was recorded is kept: try again on its page',
    chat: 'Chat',
    messages: { one: 'Read the one message', other: 'Read the {{count}} messages' },
    read: 'Read the chat',
    attendance: 'Attendance',
    list: 'The list, for printing too',
    documents: 'Documents',
    folder: 'All of it in your documents',
    open: 'Open the documents',
    absent: 'did not come (answer: {{answer}})',
    organizer: 'organizer',
    more: { one: 'And one more.', other: 'And {{count}} more.' },
    moreText: 'they are on the list of attendance',
    until:
      'These links open what they name without an account, until {{date}}. Pass them on only to those who may have it.',
    signIn: 'The links ask you to sign in with your account.',
  },
  /** To a person with whom something is shared by name. */
  sharedDocument: {
    label: 'Shared',
    subject: { file: 'Shared document', folder: 'Shared folder', recording: 'Shared recording' },
    headline: {
      file: '{{who}} shares a document with you',
      folder: '{{who}} shares a folder with you',
      recording: '{{who}} shares the recording of a meeting with you',
    },
    open: 'Open',
    personalLink: 'This link is yours: it opens without an account. Pass it on only to those who may have it.',
    signIn: 'Sign in with your account. It is also in your documents, under “Shared with me”.',
    meeting: 'Meeting',
    until: 'Open until',
    moment: '{{date}}, {{time}} – {{zone}}',
    advice: 'A question? Reply to this mail: {{who}} will read it.',
  },
  /** To the owner of an account, about the account. */
  account: {
    label: 'Your account',
    subject: {
      invited: 'Your WebMeeting account',
      reset: 'Choose a new password',
      elsewhere: 'Your password is kept elsewhere',
      changed: 'Your password was changed',
    },
    headline: {
      invited: 'An account was made for you: {{address}}',
      reset: 'Somebody asked for a new password for your account {{address}}',
      elsewhere: 'Somebody asked for a new password for your account {{address}}',
      changed: 'The password of your account {{address}} was changed',
    },
    title: {
      invited: 'Welcome to WebMeeting',
      reset: 'Choose a new password',
      elsewhere: 'Your password is kept elsewhere',
      changed: 'Your password was changed',
    },
    lead: {
      invited: 'Choose a password to begin. You then sign in with this address.',
      reset: 'The link below lets you choose another one. Your old password works until then.',
      elsewhere:
        'You sign in here with the account of your organization. Its password can only be changed there: ask its administrators.',
      changed: 'All devices were signed out. Sign in with the new password.',
    },
    action: {
      invited: 'Choose a password',
      reset: 'Choose a new password',
      elsewhere: 'Sign in',
      changed: 'Sign in',
    },
    link: 'This link is for you alone and works once.',
    until: 'Works until',
    advice: {
      invited: 'You do not know this server? Then leave this mail aside: without a password nobody signs in.',
      reset: 'It was not you? Then leave this mail aside: nothing changes.',
      elsewhere: 'It was not you? Then leave this mail aside: nothing changes.',
      changed: 'It was not you? Tell the administrator of this server at once.',
    },
  },
  /** To the organizer of a meeting for which there may not be room. */
  capacity: {
    label: 'Too little room',
    subject: 'There may not be room for everybody',
    headline: 'There may not be room for everybody in your meeting',
    names: { room: 'This meeting', people: 'Seats', rooms: 'Meetings at once', channels: 'Telephone lines' },
    sentences: capacity,
    dates: 'On: {{list}}.',
    more: { one: 'And on one more date.', other: 'And on {{count}} more dates.' },
    action: 'Open the event',
    advice:
      'This is a forecast for the next two weeks: it counts those who are invited and have not declined. You are told once, and again only if your meeting moves or the shortage comes back.',
  },
  /** To administrators. */
  attention: {
    label: 'Server',
    subject: 'Needs your attention',
    headline: '{{server}} needs your attention',
    levels: { problem: 'Problem', notice: 'Notice' },
    sentences: attention.sentences,
    services: attention.services,
    /** What to do, by code. */
    remedies: {
      'service-troubled': 'The page says what is wrong and what helps.',
      'disk-low':
        'Remove recordings and documents that nobody needs, keep them for less time, or give the server a larger disk: when it is full, nothing can be written any more.',
      'memory-low': 'Give the machine more memory, or let fewer meetings run at once.',
      'event-loop-low': 'Look at what else runs on the machine, or give it a faster processor.',
      'backup-none': 'Switch the daily backup on, best to another disk.',
      'backup-failed': 'The page says why. When the reason is gone, make one by hand.',
      'backup-old': 'Switch the daily backup on, or see why it was not made.',
      'certificate-ended':
        'Renew it: new files are read by themselves. The log of the server says why a renewal failed.',
      'certificate-ends':
        'Renew it: new files are read by themselves. The log of the server says why a renewal failed.',
      'licence-ended': 'Renew the subscription and enter its new end.',
      'licence-ends': 'Renew the subscription and enter its new end.',
      'seats-used': 'Take the right from somebody who does not need it, or get more seats.',
      'forecast-people': 'The organizers were told. If the server can carry more people, raise the number of seats.',
      'forecast-rooms': 'The organizers were told. If the server can carry more meetings at once, allow more.',
      'forecast-channels': 'The organizers were told. More ports and more calls at once give more channels.',
      'directory-silent':
        'Look whether the directory runs, and whether its address, certificate and password are still those in the settings.',
      'directory-doubted':
        'Compare the base and the filter in the settings with the directory. Who is really gone can be suspended by hand.',
    },
    see: 'Open in the console',
    advice:
      'You get this mail because you administer this server. What lasts is told once, a problem once a day. Administrators can switch these mails off in the console, under Mail settings.',
  },
  /** Under a mail that the server sends by itself. */
  automatic: 'This mail was sent automatically.',
  /** A note on an event: somebody's answer came as a winmail.dat. */
  outlookOwnFormat:
    'An answer came in Outlook’s own format (winmail.dat), which only Outlook can read. Ask for it again, by the links in the invitation for example. Their Outlook should send mail as HTML or plain text.',
} as const;
