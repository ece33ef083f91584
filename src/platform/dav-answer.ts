import { conditionStatus, type DavCondition } from '../protocols/dav/preconditions.ts';
import { errorDocument } from '../protocols/dav/write-xml.ts';

export interface DavAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const XML = { 'Content-Type': 'application/xml; charset=utf-8' };

export const xmlAnswer = (
  status: number,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): DavAnswer => ({ status, headers: { ...XML, ...headers }, body });

export const textAnswer = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): DavAnswer => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  body,
});

export const emptyAnswer = (status: number, headers: Readonly<Record<string, string>> = {}): DavAnswer => ({
  status,
  headers,
});

/** A refusal with the precondition that was not kept; `detail` is XML inside of it. */
export const refusal = (condition: DavCondition, detail = ''): DavAnswer =>
  xmlAnswer(conditionStatus(condition), errorDocument(condition, detail));

/** Thrown from anywhere in a method; it becomes the answer. */
export class DavRefusal extends Error {
  override readonly name = 'DavRefusal';
  readonly answer: DavAnswer;

  constructor(answer: DavAnswer) {
    super(`DAV refusal ${answer.status}`);
    this.answer = answer;
  }
}

export const refuse = (condition: DavCondition, detail = ''): DavRefusal => new DavRefusal(refusal(condition, detail));
export const refuseWith = (status: number, text: string): DavRefusal => new DavRefusal(textAnswer(status, `${text}\n`));
export const notFound = (): DavRefusal => refuseWith(404, 'There is nothing here.');
