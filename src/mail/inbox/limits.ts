/** What a mail that comes in may be; each with its reason. */
export const INBOX_LIMITS = {
  /** An answer with a person's signature and pictures; nobody sends larger ones to a calendar. */
  mailBytes: 10 * 1024 * 1024,
  /** Of one head. Real ones have some kilobytes, with chains of ARC at most 60. */
  headBytes: 256 * 1024,
  /** Of all bodies together: more than any mail program makes; a thousand nested ones are an attack. */
  parts: 200,
  /** A mail in a mail in a mail: forwarded twice. */
  embedding: 4,
  /** RFC 5546 messages have some kilobytes; security research S14. */
  calendarBytes: 256 * 1024,
  calendars: 10,
  /** Longer words are no answer to an invitation. In characters. */
  words: 5_000,
  /** What is looked at to find them, and of HTML. */
  textRead: 200_000,
  reports: 50,
  diagnostic: 500,
  subject: 500,
  name: 200,
  answersTo: 50,
  /** RFC 5321 6.3: a mail that passed more machines goes in circles. */
  received: 50,
  /** Each costs a question to the DNS. */
  signatures: 10,
  recipients: 50,
} as const;
