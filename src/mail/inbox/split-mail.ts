import {
  type AttachmentStream,
  type EmailAddress,
  type Headers,
  MailParser,
  type MailParserOptions,
  type MessageText,
} from 'mailparser';
import { INBOX_LIMITS } from './limits.ts';

/** A part of a mail that is no text to be read. */
export interface MailPart {
  /** Lower case. */
  readonly type: string;
  /** Of the Content-Type; names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Lower case; '' when it has none. */
  readonly fileName: string;
  /** Without its transfer encoding. */
  readonly content: Buffer;
}

export interface SplitMail {
  /** The mailboxes of From, names decoded. */
  readonly from: readonly EmailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly parts: readonly MailPart[];
}

/** Beside what its types know: limits while it reads, and mails in mails left as they are. */
const OPTIONS: MailParserOptions & Record<string, unknown> = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  keepDeliveryStatus: true,
  maxHeadSize: INBOX_LIMITS.headBytes,
  maxChildNodes: INBOX_LIMITS.parts,
  ignoreEmbedded: true,
};

const parametersOf = (headers: Headers): ReadonlyMap<string, string> => {
  const type = headers.get('content-type');
  return new Map(typeof type === 'object' && 'params' in type ? Object.entries(type.params) : []);
};

const fromOf = (headers: Headers): readonly EmailAddress[] => {
  const from = headers.get('from');
  return typeof from === 'object' && 'value' in from && Array.isArray(from.value) ? from.value : [];
};

const toPart = ({ contentType, filename, headers }: AttachmentStream, chunks: readonly Buffer[]): MailPart => ({
  type: typeof contentType === 'string' ? contentType.toLowerCase() : '',
  parameters: parametersOf(headers),
  fileName: typeof filename === 'string' ? filename.toLowerCase() : '',
  content: Buffer.concat(chunks),
});

/** Takes a mail to pieces. Rejects when it passes a limit, which mailparser alone would take for its end. */
export const splitMail = (mime: Buffer): Promise<SplitMail> =>
  new Promise((resolve, reject) => {
    const parser = new MailParser(OPTIONS);
    const parts: MailPart[] = [];
    let headers: Headers = new Map();
    let said: MessageText = { type: 'text' };
    parser.on('headers', (read: Headers) => {
      headers = read;
    });
    parser.on('data', (piece: AttachmentStream | MessageText) => {
      if (piece.type === 'text') {
        said = piece;
        return;
      }
      const chunks: Buffer[] = [];
      piece.content.on('data', (chunk: Buffer) => chunks.push(chunk));
      piece.content.once('end', () => {
        parts.push(toPart(piece, chunks));
        piece.release();
      });
    });
    parser.once('error', reject);
    parser.once('end', () => {
      if ((parser as unknown as { readonly hasFailed: boolean }).hasFailed) {
        reject(new Error('The mail passes a limit'));
        return;
      }
      const subject = headers.get('subject');
      resolve({
        from: fromOf(headers),
        subject: typeof subject === 'string' ? subject : '',
        text: said.text ?? '',
        html: typeof said.html === 'string' ? said.html : '',
        parts,
      });
    });
    parser.end(mime);
  });
