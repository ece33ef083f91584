import { INBOX_LIMITS } from './limits.ts';

/** Elements whose content is no text. */
const SILENT = new Set(['script', 'style', 'title', 'template', 'noscript', 'svg', 'math', 'textarea', 'xml']);
const BREAKS = new Set(
  'p div br tr li ul ol table h1 h2 h3 h4 h5 h6 hr pre section article header footer center dl dt dd'.split(' '),
);
/** Elements that never have an end tag: they must not count as open. */
const EMPTY = new Set('br hr img input meta link area base col embed source track wbr'.split(' '));

/** Where Gmail, Apple, Yahoo, Thunderbird and Proton keep what they quote, and signatures. */
const QUOTE_CLASS =
  /\b(?:gmail_quote|gmail_attr|gmail_extra|gmail_signature|yahoo_quoted|moz-cite-prefix|moz-signature|protonmail_quote|protonmail_signature_block|x_gmail_quote)\b/i;
/** Below these of Outlook's nothing new comes. */
const OUTLOOK_END = /^(?:x_)?(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)$/i;

const NAMED = new Map([
  ...'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
    .split(' ')
    .map((name, index) => [name, String.fromCharCode(160 + index)] as const),
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", euro: '€', hellip: '…', bull: '•' }),
  ...Object.entries({ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', ndash: '–', mdash: '—', oelig: 'œ', OElig: 'Œ' }),
]);

const codePoint = (code: number): string =>
  code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '';

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([A-Za-z]{2,8}\d{0,2}));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
    return decimal !== undefined ? codePoint(Number(decimal)) : (NAMED.get(name) ?? whole);
  });

const attributeOf = (tag: string, name: string): string => {
  const [, double, single, bare] =
    new RegExp(`\\s${name}\\s{0,5}=\\s{0,5}(?:"([^"]{0,500})"|'([^']{0,500})'|([^\\s"'>]{1,500}))`, 'i').exec(tag) ??
    [];
  return double ?? single ?? bare ?? '';
};

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly source: string;
}

const readTag = (source: string): Tag | undefined => {
  const [, slash, name] = /^<(\/?)([A-Za-z][A-Za-z0-9:-]{0,40})/.exec(source) ?? [];
  if (name === undefined) return undefined;
  return { name: name.toLowerCase(), closes: slash === '/', source: source.slice(0, 2_000) };
};

const isQuote = ({ name, source }: Tag): boolean =>
  name === 'blockquote' || QUOTE_CLASS.test(attributeOf(source, 'class'));

/** Text and tags in turn, in one pass whatever the HTML is like. */
function* pieces(html: string): Generator<string | Tag> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      yield html.slice(at);
      return;
    }
    if (open > at) yield html.slice(at, open);
    const isComment = html.startsWith('<!--', open);
    const end = isComment ? html.indexOf('-->', open + 4) : html.indexOf('>', open);
    if (end < 0) return;
    const tag = isComment ? undefined : readTag(html.slice(open, Math.min(end + 1, open + 4_000)));
    if (tag !== undefined) yield tag;
    at = end + (isComment ? 3 : 1);
  }
}

/** The text of an HTML mail that its author wrote anew: for mails that hold no plain text. */
export const htmlWords = (html: string): string => {
  let words = '';
  /** An element that is left out: its name and how many of that name are open in it. */
  let leftOut: { readonly name: string; open: number } | undefined;
  for (const piece of pieces(html.slice(0, INBOX_LIMITS.textRead))) {
    if (typeof piece === 'string') {
      if (leftOut === undefined) words += decodeEntities(piece.replace(/\s+/g, ' '));
      continue;
    }
    if (leftOut !== undefined) {
      if (piece.name === leftOut.name) leftOut.open += piece.closes ? -1 : 1;
      if (leftOut.open <= 0) leftOut = undefined;
      continue;
    }
    if (OUTLOOK_END.test(attributeOf(piece.source, 'id'))) break;
    const endsItself = piece.closes || EMPTY.has(piece.name) || piece.source.endsWith('/>');
    if (!endsItself && (SILENT.has(piece.name) || isQuote(piece))) leftOut = { name: piece.name, open: 1 };
    else if (BREAKS.has(piece.name)) words += '\n';
  }
  return words
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{2,}/g, '\n');
};
