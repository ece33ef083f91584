import { ok, type Result } from '../../base/result.ts';
import { IF_CHARACTERS, IF_CONDITIONS } from './limits.ts';
import { pathOfHref } from './path-of-href.ts';

/** One condition of a list: a lock token (RFC 4918: state token) or an entity tag, as written. */
interface IfCondition {
  readonly not: boolean;
  readonly kind: 'token' | 'etag';
  /** The token without its angle brackets; the tag with its quotation marks. */
  readonly value: string;
}

/** Conditions that must hold together. */
export interface IfList {
  /** The path of the resource that it speaks of; undefined: of what the request names. */
  readonly path: string | undefined;
  readonly conditions: readonly IfCondition[];
}

type IfProblem = { readonly code: 'bad-if' };

const BAD: { readonly ok: false } & IfProblem = { ok: false, code: 'bad-if' };

/** The next token at `at`; white space before it is skipped. */
const TOKEN = /[ \t]*(?:(\()|(\))|<([^<>\s]{1,2048})>|\[((?:W\/)?"[^"\]]{0,256}")\]|(not)(?![\w-]))/iy;

type Piece =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'not' }
  | { readonly kind: 'uri'; readonly value: string }
  | { readonly kind: 'etag'; readonly value: string };

const pieceOf = ([, open, close, uri, etag, not]: RegExpExecArray): Piece => {
  if (open !== undefined) return { kind: 'open' };
  if (close !== undefined) return { kind: 'close' };
  if (uri !== undefined) return { kind: 'uri', value: uri };
  if (etag !== undefined) return { kind: 'etag', value: etag };
  return not === undefined ? { kind: 'close' } : { kind: 'not' };
};

const piecesOf = (field: string): Piece[] | undefined => {
  const pieces: Piece[] = [];
  const text = field.trimEnd();
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null || pieces.length >= IF_CONDITIONS) return undefined;
    pieces.push(pieceOf(found));
    at = TOKEN.lastIndex;
  }
  return pieces;
};

/** The conditions between brackets, from the piece after the opening one; undefined when they are no list. */
const readList = (
  pieces: readonly Piece[],
  from: number,
): { readonly conditions: IfCondition[]; readonly next: number } | undefined => {
  const conditions: IfCondition[] = [];
  let not = false;
  for (let at = from; at < pieces.length; at += 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.kind === 'open') return undefined;
    if (piece.kind === 'close') return conditions.length === 0 || not ? undefined : { conditions, next: at + 1 };
    if (piece.kind === 'not') {
      if (not) return undefined;
      not = true;
    } else {
      conditions.push({ not, kind: piece.kind === 'uri' ? 'token' : 'etag', value: piece.value });
      not = false;
    }
  }
  return undefined;
};

/**
 * RFC 4918 10.4: `(<token> ["tag"]) (Not <token>)`, or lists that each follow the address that they speak of, never mixed. An
 * address that is none of ours is kept as '' and names nothing. Never throws.
 */
export const readIf = (field: string | undefined): Result<readonly IfList[], IfProblem> => {
  if (field === undefined) return ok([]);
  const pieces = field.length > IF_CHARACTERS ? undefined : piecesOf(field);
  if (pieces === undefined || pieces.length === 0) return BAD;
  const lists: IfList[] = [];
  const tagged = pieces[0]?.kind === 'uri';
  let path: string | undefined;
  let bare = false;
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at];
    if (piece?.kind === 'uri' && tagged && !bare) {
      path = pathOfHref(piece.value) ?? '';
      bare = true;
      at += 1;
    } else if (piece?.kind === 'open') {
      const list = readList(pieces, at + 1);
      if (list === undefined) return BAD;
      lists.push({ path, conditions: list.conditions });
      bare = false;
      at = list.next;
    } else return BAD;
  }
  return bare ? BAD : ok(lists);
};

/** Every lock token that is named counts as submitted (RFC 4918 10.4.1), whether its list holds or not. */
export const tokensOf = (lists: readonly IfList[]): ReadonlySet<string> =>
  new Set(
    lists.flatMap(({ conditions }) => conditions.filter(({ kind }) => kind === 'token').map(({ value }) => value)),
  );

/** What a list is compared with. */
export interface IfState {
  /** As written in a header field; undefined: there is no such resource, or it has none. */
  readonly etag: string | undefined;
  /** Of the locks that hold for the resource, those of collections above included. */
  readonly tokens: ReadonlySet<string>;
}

const holds = ({ not, kind, value }: IfCondition, { etag, tokens }: IfState): boolean =>
  (kind === 'token' ? tokens.has(value) : etag !== undefined && value === etag) !== not;

/** Whether the field as a whole lets the method be done: one list that holds is enough; a field that is not there always does. */
export const satisfiesIf = (lists: readonly IfList[], stateOf: (path: string | undefined) => IfState): boolean =>
  lists.length === 0 ||
  lists.some(({ path, conditions }) => {
    const state = stateOf(path);
    return conditions.every((condition) => holds(condition, state));
  });
