/** One mail as it was handed over: kept like this before it is acknowledged. */
export interface ArrivedMail {
  readonly source: 'smtp' | 'imap';
  /** '' for a report (RFC 5321 4.5.5). */
  readonly envelopeFrom: string;
  /** Addresses of ours, as they were written: tokens are read in lower case. */
  readonly recipients: readonly string[];
  /** The machine that handed it over: undefined from a mailbox. */
  readonly peer?: { readonly address: string; readonly helo: string };
  readonly mime: Buffer;
}

/** A calendar part of a mail, wherever in it it stood. */
export interface CalendarPart {
  /** Of the Content-Type, upper case; '' when it does not say. */
  readonly method: string;
  readonly text: string;
}

/** What a delivery report says of one mail of ours (RFC 3464). */
export interface DeliveryReport {
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** `5.1.1`; '' when it says none. */
  readonly status: string;
  /** The address that was not reached, lower case; '' when it says none. */
  readonly recipient: string;
  /** In the other server's words. */
  readonly diagnostic: string;
  /** Message-ID of the mail that it is about, with its angle brackets; '' when it says none. */
  readonly originalMessageId: string;
}

/** A mail that was read: everything in it is somebody else's word. */
export interface IncomingMail {
  readonly id: string;
  readonly receivedMs: number;
  readonly recipients: readonly string[];
  readonly envelopeFrom: string;
  /** The one mailbox of From; undefined when there is none or several. Lower case. */
  readonly from: { readonly name: string; readonly address: string } | undefined;
  readonly subject: string;
  readonly messageId: string;
  /** Message-IDs of In-Reply-To and References. */
  readonly answersTo: readonly string[];
  /** RFC 3834, Precedence, X-Auto-Response-Suppress and their kin: a program wrote it. */
  readonly automatic: boolean;
  /** Passes of our own making: it came back to its sender. */
  readonly looped: boolean;
  /** True only with a DMARC pass that is aligned with From. */
  readonly authentic: boolean;
  /** The newest words, without what they quote; line feeds. */
  readonly words: string;
  readonly calendars: readonly CalendarPart[];
  readonly reports: readonly DeliveryReport[];
  /** It holds a winmail.dat, which only Outlook reads. */
  readonly tnef: boolean;
}

/** What became of a mail. `reason` is a code of few letters that the console explains. */
export interface IncomingVerdict {
  readonly state: 'handled' | 'ignored' | 'set-aside';
  readonly reason: string;
  /** UID of the event that it concerned. */
  readonly about?: string;
}

/** Does what a mail asks for. The same mail may come again after a crash: it must then change nothing more. */
export type HandleIncoming = (mail: IncomingMail) => Promise<IncomingVerdict>;
