/** What the ICS check says: of each rule what is wrong and what it means, and what each client then does. */
export const icsCheck = {
  severity: {
    error: 'Error',
    warning: 'Warning',
    hint: 'Hint',
  },
  severities: {
    error: 'Errors',
    warning: 'Warnings',
    hint: 'Hints',
  },
  line: 'line {{line}}',
  fine: 'Nothing to complain about: it keeps every rule that our own mails keep.',
  count: {
    error_one: '{{count}} error',
    error_other: '{{count}} errors',
    warning_one: '{{count}} warning',
    warning_other: '{{count}} warnings',
    hint_one: '{{count}} hint',
    hint_other: '{{count}} hints',
  },
  mail: 'A mail',
  calendar: 'A calendar file',
  method: '{{kind}} with METHOD:{{method}}',
  clients: 'What clients do with it',
  client: { outlook: 'Outlook', gmail: 'Gmail', apple: 'Apple Calendar', thunderbird: 'Thunderbird' },
  effect: {
    fine: 'Takes it as it is meant.',
    garbled: 'May show broken or missing text.',
    drops: 'Leaves out what it cannot read.',
    alarms: 'May ring at the sender’s time.',
    suspect: 'May warn of it or take it for spam.',
    'lost-answer': 'Answers do not arrive.',
    duplicate: 'May keep the event twice.',
    'no-buttons': 'Shows no buttons to answer.',
    attachment: 'Shows a mere attachment.',
    'wrong-time': 'May show another time.',
    ignores: 'Ignores it: the calendar stays as it was.',
    refuses: 'Refuses it.',
  },
  rule: {
    'no-calendar-part': {
      title: 'The mail holds no calendar',
      means: 'There is no text/calendar part, so no program offers an answer (RFC 6047 2.4).',
    },
    'calendar-only-attached': {
      title: 'The calendar is an attachment only',
      means: 'Programs look for a text/calendar part among the alternatives of the text; an attached file is a file.',
    },
    'method-not-in-header': {
      title: 'Content-Type has no method',
      means: 'The header of the calendar part must say method=, as the calendar itself does (RFC 6047 2.4).',
    },
    'methods-differ': {
      title: 'Two different methods: {{what}}',
      means:
        'The header of the part and METHOD in the calendar must say the same; some believe the one, some the other.',
    },
    'not-in-alternative': {
      title: 'The calendar is not an alternative of the text',
      means: 'Outlook takes an invitation only from multipart/alternative.',
    },
    'not-last-alternative': {
      title: 'The calendar is not the last alternative',
      means: 'The best form comes last (RFC 2046 5.1.4): behind text and HTML.',
    },
    'not-in-first-part': {
      title: 'The calendar is not in the first part',
      means: 'Of a mixed message Outlook looks at the first part alone.',
    },
    'charset-missing': {
      title: 'The calendar part does not say that it is UTF-8',
      means: 'Without charset=utf-8 letters with accents are guessed.',
    },
    'copies-differ': {
      title: 'The calendar and its attachment differ',
      means: 'Some programs take the one, some the other: both must be the same bytes.',
    },
    'text-missing': {
      title: 'There is no text part',
      means: 'Who cannot show the calendar or HTML sees nothing.',
    },
    'html-missing': {
      title: 'There is no HTML part',
      means: 'The invitation is shown as bare text.',
    },
    'message-id-missing': {
      title: 'Message-ID is missing or wrong',
      means: 'Mails without one look like spam, and are shown twice.',
    },
    'date-missing': {
      title: 'Date is missing or wrong',
      means: 'Mails without a date look like spam and are sorted anywhere.',
    },
    'from-wrong': {
      title: 'From does not name one sender',
      means: 'Exactly one address must stand there (RFC 5322 3.6.2, DMARC).',
    },
    'not-icalendar': {
      title: 'This is no calendar',
      means: 'The text does not begin with BEGIN:VCALENDAR.',
    },
    'bad-nesting': {
      title: 'BEGIN and END do not fit together',
      means: 'A component is not closed, is closed twice, or stands outside of the calendar.',
    },
    'bad-line': {
      title: 'A line without name and colon',
      means: 'Often a line break in a text that should be written \\n (RFC 5545 3.1).',
    },
    'too-large': {
      title: 'The calendar is too large',
      means: 'More than a megabyte or 20,000 lines: programs give up.',
    },
    'byte-order-mark': {
      title: 'A byte order mark at the beginning',
      means: 'The first line is then not BEGIN:VCALENDAR for strict readers.',
    },
    'not-utf-8': {
      title: 'Bytes that are no UTF-8',
      means: 'Calendars are UTF-8 (RFC 5545 3.1.4).',
    },
    'bare-line-break': {
      title: 'Lines do not end in CR LF',
      means: 'RFC 5545 3.1 asks for both; mail programs may change what has only one.',
    },
    'line-too-long': {
      title: 'A line of {{what}} octets',
      means: 'At most 75, then a line break and a space (RFC 5545 3.1).',
    },
    'control-character': {
      title: 'A control character',
      means: 'Nothing but tabs is allowed (RFC 5545 3.1).',
    },
    'bad-escape': {
      title: '{{what}}: a backslash that escapes nothing',
      means: 'Only \\\\ \\; \\, and \\n are known (RFC 5545 3.3.11).',
    },
    'not-escaped': {
      title: '{{what}}: a comma or semicolon without backslash',
      means: 'In texts they separate values (RFC 5545 3.3.11); what follows can get lost.',
    },
    'bad-quotes': {
      title: '{{what}}: wrong quotation marks in a parameter',
      means: 'They cannot be escaped with a backslash and must come in pairs (RFC 5545 3.2, RFC 6868).',
    },
    'version-missing': {
      title: 'VERSION:2.0 is missing',
      means: 'Every calendar must say it (RFC 5545 3.7.4).',
    },
    'prodid-missing': {
      title: 'PRODID is missing',
      means: 'Every calendar must say what wrote it (RFC 5545 3.7.3).',
    },
    'method-missing': {
      title: 'METHOD is missing in the calendar',
      means: 'Without it Outlook says “not supported calendar message”.',
    },
    'method-unknown': {
      title: '{{what}} is no method',
      means: 'RFC 5546 1.4 knows eight.',
    },
    'publish-in-mail': {
      title: 'METHOD:PUBLISH asks nobody',
      means: 'It is for announcements: there is nothing to accept (RFC 5546 3.2.1). Invitations are REQUEST.',
    },
    'publish-with-people': {
      title: 'METHOD:PUBLISH with attendees',
      means: 'What is published has none (RFC 5546 3.2.1).',
    },
    'no-event': {
      title: 'There is nothing in it',
      means: 'No VEVENT, no task, no times.',
    },
    'uid-missing': {
      title: 'UID is missing',
      means: 'Without it no change finds its event (RFC 5545 3.8.4.7).',
    },
    'uid-mixed': {
      title: 'Several UIDs in one message',
      means: 'One message is about one event (RFC 5546 3.2).',
    },
    'dtstamp-missing': {
      title: 'DTSTAMP is missing',
      means: 'It tells which message is newer (RFC 5545 3.8.7.2).',
    },
    'dtstamp-not-utc': {
      title: 'DTSTAMP is not in UTC: {{what}}',
      means: 'It must end in Z (RFC 5545 3.8.7.2).',
    },
    'dtstart-missing': {
      title: 'DTSTART is missing',
      means: 'An event needs a beginning (RFC 5545 3.6.1).',
    },
    'summary-missing': {
      title: 'SUMMARY is missing',
      means: 'An invitation needs a title (RFC 5546 3.2.2).',
    },
    'sequence-missing': {
      title: 'SEQUENCE is missing',
      means: 'It counts as 0: an update that does not raise it is taken for old (RFC 5546 2.1.4).',
    },
    'sequence-wrong': {
      title: 'SEQUENCE is no number: {{what}}',
      means: 'A whole number from 0 (RFC 5545 3.8.7.4).',
    },
    'property-twice': {
      title: '{{what}} stands there twice',
      means: 'At most once in an event (RFC 5545 3.6.1).',
    },
    'cancel-without-status': {
      title: 'METHOD:CANCEL without STATUS:CANCELLED',
      means: 'RFC 5546 3.2.5 asks for it when the event is gone.',
    },
    'cancel-sequence': {
      title: 'METHOD:CANCEL with SEQUENCE 0',
      means: 'A cancellation counts one more than the invitation (RFC 5546 3.2.5).',
    },
    'request-cancelled': {
      title: 'METHOD:REQUEST with STATUS:CANCELLED',
      means: 'To cancel is METHOD:CANCEL.',
    },
    'alarm-in-request': {
      title: 'An alarm (VALARM) is sent along',
      means: 'When to be reminded is each reader’s own choice.',
    },
    'series-with-dates': {
      title: 'The series and single dates of it together',
      means:
        'Right for who is invited for the first time. To who has the series send the VEVENT of a changed date alone: Outlook refuses both together.',
    },
    'x-wr-in-mail': {
      title: 'X-WR-CALNAME in a mail',
      means: 'It names a whole calendar; some programs then offer to add a new one.',
    },
    'organizer-missing': {
      title: 'ORGANIZER is missing',
      means: 'Answers do not know where to go (RFC 5546 3.2).',
    },
    'organizer-not-mailto': {
      title: 'ORGANIZER is no mail address: {{what}}',
      means: 'Only mailto: can be answered by mail.',
    },
    'attendee-missing': {
      title: 'ATTENDEE is missing',
      means: 'Nobody is asked (RFC 5546 3.2.2).',
    },
    'attendee-not-mailto': {
      title: 'An attendee without mail address: {{what}}',
      means: 'Programs find their reader in the list by mailto:.',
    },
    'attendee-twice': {
      title: '{{what}} stands in the list twice',
      means: 'Which answer counts is anybody’s guess.',
    },
    'attendee-no-rsvp': {
      title: '{{what}} is not asked for an answer',
      means: 'Without RSVP=TRUE some programs show no buttons.',
    },
    'reply-attendees': {
      title: 'METHOD:REPLY with several attendees',
      means: 'An answer is that of one person (RFC 5546 3.2.3).',
    },
    'reply-no-answer': {
      title: 'METHOD:REPLY without an answer',
      means: 'PARTSTAT must say ACCEPTED, DECLINED, TENTATIVE or DELEGATED.',
    },
    'organizer-not-sender': {
      title: 'The organizer {{what}} is not the sender',
      means:
        'Only the organizer, or who stands in SENT-BY, may send it (RFC 6047 2.2.1); Gmail then hides the buttons.',
    },
    'attendee-not-sender': {
      title: '{{what}} answers, but somebody else sent it',
      means: 'An answer counts when From is the attendee (RFC 6047 2.2.1).',
    },
    'recipient-not-attendee': {
      title: '{{what}} is not in the list of attendees',
      means: 'Programs ask their reader only when they find their address in it.',
    },
    'bad-time': {
      title: '{{what}} cannot be read',
      means: 'A date is 20270301, a time 20270301T100000 (RFC 5545 3.3.4, 3.3.5).',
    },
    'date-without-value': {
      title: '{{what}} is a date without VALUE=DATE',
      means: 'Without it a time is expected (RFC 5545 3.3.4).',
    },
    'zone-not-described': {
      title: 'The time zone {{what}} is not described',
      means: 'For every TZID there must be a VTIMEZONE (RFC 5545 3.2.19): Outlook knows no names.',
    },
    'zone-wrong': {
      title: 'The description of {{what}} is wrong',
      means: 'At the time of the event its clock shows another time than this VTIMEZONE says.',
    },
    'zone-unknown-name': {
      title: '{{what}} is no name of a time zone',
      means: 'Programs that do not read the description need a name such as Europe/Paris.',
    },
    'zone-and-utc': {
      title: '{{what}} has a time zone and a Z',
      means: 'Only one of them can be meant (RFC 5545 3.3.5).',
    },
    'floating-time': {
      title: '{{what}} without a time zone',
      means: 'It is then at that hour wherever the reader is.',
    },
    'end-before-start': {
      title: 'The end is not after the start',
      means: 'For whole days the end is the day after (RFC 5545 3.8.2.2).',
    },
    'end-of-other-type': {
      title: 'Start and end are of different types',
      means: 'Both are dates or both are times (RFC 5545 3.8.2.2).',
    },
    'end-and-duration': {
      title: 'DTEND and DURATION together',
      means: 'Only one of them may stand there (RFC 5545 3.6.1).',
    },
    'recurrence-id-type': {
      title: 'RECURRENCE-ID is of another type than the series',
      means: 'Both are dates or both are times (RFC 5545 3.8.4.4): else the date is not found.',
    },
    'recurrence-id-zone': {
      title: 'RECURRENCE-ID is in another zone than the series',
      means: 'It must be written as DTSTART of the series is (RFC 5545 3.8.4.4).',
    },
    'exdate-type': {
      title: '{{what}} is of another type than DTSTART',
      means: 'The dates that are left out or added are then not found (RFC 5545 3.8.5.1).',
    },
    'rule-wrong': {
      title: 'A rule that cannot be read: {{what}}',
      means: 'It is against RFC 5545 3.3.10.',
    },
    'rule-too-hard': {
      title: 'A rule that few programs follow: {{what}}',
      means: 'Too frequent, too long or too rich: many show the first date alone.',
    },
    'until-type': {
      title: '{{what}} does not fit to DTSTART',
      means: 'UNTIL is a date for whole days, else a time in UTC (RFC 5545 3.3.10): the last date may be missing.',
    },
  },
};
