/** The way into a meeting: the door, the microphone check, the waiting page and every page that says why not. */
export const door = {
  pageTitle: {
    door: '{{title}} – {{product}}',
    typeId: 'Join a WebMeeting',
    waiting: 'Waiting – {{title}}',
  },
  loading: 'One moment…',
  framed: {
    nothingKept:
      'Your browser keeps nothing for a meeting within another page. Should you reload it, come in anew by your name.',
    ownTab: 'Open the meeting in a tab of its own',
  },
  meeting: 'WebMeeting',
  meetingWithId: 'WebMeeting {{id}}',
  invites: '{{name}} invites you',
  yourMeeting: 'Your meeting',
  live: 'In progress',
  yourZone: 'your time, {{zone}}',
  organizerZone: 'For {{name}}: {{when}}, {{zone}}',

  typeId: {
    heading: 'Join a WebMeeting',
    lead: 'Type the meeting ID of your invitation.',
    label: 'Meeting ID',
    hint: 'Nine digits, for example 351 354 086.',
    submit: 'Continue',
    cancel: 'Cancel',
    wrong: 'A meeting ID has nine digits.',
    trySound: 'Test my microphone and loudspeaker',
    haveLink: 'Do you have a mail with a join button? It brings you in directly, without ID and PIN.',
  },

  form: {
    bareLead: 'Your name and the PIN of the invitation bring you in.',
    name: 'Your name',
    nameMissing: 'Type the name that the others will see.',
    nameTooLong: 'At most {{count}} characters.',
    nameWrong: 'One line of plain text.',
    pin: 'PIN',
    pinHint: 'Six digits, in your invitation. Without them, a moderator has to let you in.',
    pinWrong: 'A PIN has six digits.',
    join: 'Join the WebMeeting',
    comeBack: 'Come back into the WebMeeting',
    start: 'Start now',
    busy: 'Joining…',
    starting: 'Starting…',
    otherId: 'Another meeting ID',
    failed: 'That did not work. Please try again.',
    offline: 'The server does not answer. Check your connection and try again.',
  },

  /** The meeting may be recorded. */
  consent: {
    heading: 'This meeting may be recorded',
    what: 'When the organizer records, a voice and a sign tell you. The recording goes to the organizer.',
    agree: 'I agree to being recorded in this meeting.',
    missing: 'Only those who agree come in. If you do not want to, please get in touch with the organizer.',
    bare: 'If this meeting is recorded, I agree to it.',
    bareHint: 'You can leave it open: you are asked if it is needed.',
    letIn: 'You are let in. One question first',
    agreeAndJoin: 'I agree and join',
  },

  sound: {
    heading: 'Sound',
    microphone: 'Microphone',
    on: 'On',
    muted: 'Muted',
    none: 'Listen only',
    opening: 'Waiting for your browser…',
    asking: 'Your browser asks whether it may use the microphone. Choose “Allow”.',
    level: 'Level of your microphone',
    speak: 'Say something: the bar moves when you are heard.',
    heard: 'Your microphone works.',
    quiet: 'Nothing heard yet. Is the right microphone chosen?',
    mutedHint: 'You come in muted. You can change that in the meeting.',
    noneHint: 'You come in without a microphone: you hear the others and write in the chat.',
    devices: 'Devices and sound test',
    microphoneMenu: 'Choose a microphone',
    speakerMenu: 'Choose a speaker',
    speaker: 'Speaker',
    defaultDevice: 'As the system has it',
    unnamedMicrophone: 'Microphone {{count}}',
    unnamedSpeaker: 'Speaker {{count}}',
    test: 'Test the sound',
    testing: 'Playing…',
    retry: 'Try again',
    echo: {
      start: 'Hear yourself',
      stop: 'End the echo test',
      opening: 'Connecting…',
      lead: 'Your voice goes to the server and comes back to you alone. Headphones are best.',
      speak: 'Say something: you hear yourself a moment later.',
      back: 'Your voice comes back: {{ms}} ms.',
      includes:
        'Coding and the way to the server and back. Your microphone and speaker add a little; we play it a moment later so that you can tell it apart.',
      nothing: 'Nothing has come back yet. Does the bar move when you speak? If not, choose another microphone.',
      unreachable: 'The server could not be reached for the test. Check your connection, then try again.',
      crowded: 'Many are testing from your network right now. Try again in a minute.',
      sound: 'Your browser could not run the test. You can still come in.',
    },
  },

  /** One for each way in which a microphone can be refused or missing: what happened, and what helps. */
  trouble: {
    denied: {
      what: 'The microphone is blocked for this page.',
      help: 'Click the symbol to the left of the page’s address, allow the microphone, then try again.',
    },
    dismissed: {
      what: 'The browser’s question was not answered with “Allow”.',
      help: 'Try again and choose “Allow”.',
    },
    policy: {
      what: 'This page is not allowed to use a microphone.',
      help: 'Open the link in a window of its own. If that does not help, your organisation’s rules forbid it: ask who runs your computer.',
    },
    system: {
      what: 'Your system keeps the microphone from the browser.',
      help: 'Allow it in the system’s privacy settings under “Microphone”, then try again.',
    },
    missing: {
      what: 'No microphone was found.',
      help: 'Plug one in or connect a headset, then try again.',
    },
    busy: {
      what: 'The microphone cannot be opened: another program is probably using it.',
      help: 'Close other programs that make calls, then try again.',
    },
    unfit: {
      what: 'The chosen microphone does not work with this page.',
      help: 'Choose another one in the list, then try again.',
    },
    insecure: {
      what: 'Browsers only open the microphone on a secure page, and this address does not begin with https.',
      help: 'Ask the organizer for the https address. Until then you can write in the chat or join by phone.',
    },
    unsupported: {
      what: 'This browser cannot carry the sound of a meeting yet.',
      help: 'You are welcome all the same: you can follow and write in the chat, and join by phone. A current Chrome, Edge, Firefox or Safari brings the sound too.',
    },
    unknown: {
      what: 'The microphone could not be opened.',
      help: 'Unplug it and plug it in again, or restart the browser, then try again.',
    },
    lost: {
      what: 'The microphone is gone: it was unplugged or switched off.',
      help: 'Connect it again or choose another one, then try again.',
    },
    listenAllTheSame: 'You can come in and listen all the same.',
    chatAllTheSame: 'You can come in all the same, for the chat.',
  },

  phone: {
    heading: 'Join by phone',
    lead: 'Call, then type the call ID and # when you are asked for it.',
    voip: 'VoIP',
    number: 'Phone',
    callId: 'Call ID',
    pin: 'Then the PIN of your invitation, and #.',
  },

  /** A telephone that the server calls. */
  call: {
    me: 'Use my telephone for the sound',
    meNote: 'We call you when you are in. This computer then plays nothing and does not listen.',
    country: 'Country',
    number: 'Telephone number',
    missing: 'Type the number of your telephone.',
  },

  waiting: {
    startsToday: 'The meeting starts at {{time}} ({{in}}).',
    startsLater: 'The meeting starts on {{date}} at {{time}} ({{in}}).',
    startsOn: 'The meeting is planned for {{date}}.',
    late: 'The meeting was to start at {{time}}.',
    lateOn: 'The meeting was to start on {{date}} at {{time}}.',
    notYet: 'The meeting has not begun yet.',
    byYourself: 'You will come in by yourself.',
    waitFor: 'You will come in by yourself as soon as {{name}} starts it.',
    zone: 'Times in {{zone}}.',
    keepOpen: 'Leave this page open.',
    bareHeading: 'Please wait',
    bareCheck: 'Not sure? Compare with your invitation.',
    bareId: 'Meeting ID',
    barePin: 'PIN',
    correct: 'Correct the ID or the PIN',
    back: 'Back',
    lost: 'The connection to the server is lost. Trying again by itself…',
    opening: 'The meeting has begun. You are coming in…',
    asName: 'You come in as {{name}}.',
  },

  /** What became of a meeting since one was told of it. */
  news: {
    moved: 'Moved.',
    was: 'It was',
    dateCancelled: 'Does not take place:',
    over: 'This meeting is over. If the organizer starts it again, you can still come in.',
    wouldBe: 'It would have been',
    putRight: 'Add the corrected event to my calendar',
    takeOut: 'Take the event out of my calendar',
    cancelled: {
      title: 'This meeting was cancelled',
      text: '{{name}} cancelled it. It will not take place.',
      textUnnamed: 'It will not take place.',
    },
    removed: {
      title: 'You are no longer invited',
      text: '{{name}} withdrew your invitation. If that surprises you, please ask them.',
      textUnnamed: 'Your invitation was withdrawn. If that surprises you, please ask the organizer.',
    },
    replaced: {
      title: 'There is a newer link',
      text: 'This one no longer works. Use the link in the newest invitation in your mail.',
      textUnnamed: 'This one no longer works. Use the link in the newest invitation in your mail.',
    },
    off: {
      title: 'This event has no WebMeeting any more',
      text: 'It takes place as planned, but not here. {{name}} can tell you where.',
      textUnnamed: 'It takes place as planned, but not here. The organizer can tell you where.',
    },
  },

  /** Pages that end the way: what happened, and the next step. */
  problem: {
    unknownLink: {
      title: 'This link leads nowhere',
      text: 'Perhaps a part of it is missing: mail programs sometimes cut long links. Open it again from the invitation, or use the meeting ID and the PIN that are in the same mail.',
    },
    revoked: {
      title: 'This link is no longer valid',
      text: 'It was withdrawn or replaced. Look for a newer invitation in your mail, or ask the person who invited you.',
    },
    cancelled: {
      title: 'This meeting was cancelled',
      text: 'It will not take place. You should have received a mail about it; ask the organizer if it surprises you.',
    },
    ended: {
      title: 'The meeting has ended',
      text: 'Thank you for being there. You can close this page. If the organizer starts it again, the same link brings you in.',
    },
    endedEmpty: {
      title: 'The meeting has ended',
      text: 'Nobody was left in it. The organizer can start it again; the same link will bring you in.',
    },
    endedByAdministrator: {
      title: 'An administrator has ended the meeting',
      text: 'Somebody who runs this server ended it for everyone. The organizer can tell you whether it goes on.',
    },
    removed: {
      title: 'You were removed from the meeting',
      text: 'The organizer or a moderator ended the meeting for you. If that was a mistake, please get in touch with them.',
    },
    tooMany: {
      title: 'Too many attempts',
      text: 'To protect the meeting, new attempts from your connection wait for a while. The join button of an invitation mail brings you in at once.',
      wait: 'You can try again {{in}}.',
    },
    notStarter: {
      title: 'Only the organizer can start this meeting',
      text: 'You are signed in with an account that may not start it. Sign in with the organizer’s account, or join with the link of your own invitation.',
    },
    noRight: {
      title: 'Your account may not open WebMeetings',
      text: 'Ask the administrator of this server for the right to WebMeeting. Joining meetings of others works without it.',
    },
    offline: {
      title: 'The server does not answer',
      text: 'Check your connection to the network. This page tries again as soon as you ask it to.',
    },
    stopped: {
      title: 'Meetings are paused on this server',
      text: 'Its administrator has stopped WebMeeting for now. Your link stays good: try again later.',
    },
    roomsFull: {
      title: 'All rooms of this server are taken',
      text: 'As many meetings run as this server holds at once. Start yours when another has ended.',
    },
    tooEarly: {
      title: 'It is too early to start this meeting',
      text: 'On this server meetings open shortly before their time. Come back closer to it.',
    },
    internal: {
      title: 'Something went wrong on the server',
      text: 'It is not your fault, and it was written down. Please try again in a moment.',
      number: 'If it goes on, tell the administrator this number: {{id}}',
    },
    notFound: {
      title: 'There is no such page',
      text: 'To join a meeting, open the link of your invitation or type the meeting ID.',
    },
    left: {
      title: 'You left the meeting',
      text: 'It goes on without you. You can come back while it lasts.',
    },
    lost: {
      title: 'The connection was lost for too long',
      text: 'The meeting may still be going on.',
    },
    elsewhere: {
      title: 'You are in this meeting in another window',
      text: 'The meeting goes on there. You can bring it back here.',
    },
    roomNotLoaded: {
      title: 'The room could not be loaded',
      text: 'The page was updated or the connection was cut. Loading it again helps.',
    },
  },

  action: {
    tryAgain: 'Try again',
    comeBack: 'Come back',
    rejoin: 'Rejoin',
    typeId: 'Type a meeting ID',
    signInAsOther: 'Sign in with another account',
    calendar: 'To the calendar',
    reload: 'Load the page again',
    here: 'Use it here',
  },

  /** Waiting for a moderator's word. */
  /** The rest comes with its screens. */
  lobby: {
    pageTitle: {
      admitted: 'Let in – {{title}}',
      declined: 'Not let in – {{title}}',
      message: '({{count}}) {{title}}',
    },
  },

  /** One is in already, with another device. */
  device: {
    title: 'You are already in this meeting',
    text: 'You take part with another device or in another window.',
    here: 'Continue here',
    hereMeans: 'You leave the meeting there and go on here.',
    both: 'Join with both',
    bothMeans: 'Two devices in one room can make an echo: your microphone starts muted here.',
    notNow: 'Not now',
  },

  /** More pages that end the way. */
  ended: {
    full: {
      title: 'The meeting is full',
      text: 'All places are taken. You come in by yourself as soon as somebody leaves. Leave this page open, or join by phone.',
    },
    moved: {
      title: 'You went on with another device',
      text: 'The meeting goes on there. You can close this page.',
    },
    mustWait: {
      title: 'A moderator has to let you in',
      text: 'The door of the meeting has changed. Knock, and the moderators are told that you are waiting.',
    },
    wentAway: {
      title: 'You are no longer waiting',
      text: 'You can close this page. While the meeting lasts, you can knock again.',
    },
    comeBackHere: 'Come back here',
    lookAgain: 'Look for a place now',
    knock: 'Ask to be let in',
  },
};
