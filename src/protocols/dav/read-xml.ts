import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ok, type Result } from '../../base/result.ts';
import {
  ATTRIBUTE_CHARACTERS,
  LARGE_XML_BYTES,
  LARGE_XML_ELEMENTS,
  XML_ATTRIBUTES,
  XML_BYTES,
  XML_DEPTH,
  XML_ELEMENTS,
} from './limits.ts';
import { xmlName } from './names.ts';
import type { XmlAttribute, XmlElement } from './xml-element.ts';

export type XmlProblem =
  | 'xml-too-large'
  | 'xml-too-deep'
  | 'xml-too-many-elements'
  | 'xml-too-many-attributes'
  | 'xml-attribute-too-long'
  | 'xml-doctype'
  | 'xml-encoding'
  | 'xml-not-well-formed';

/** How much of a document is read; its depth is limited alike for all. */
export interface XmlLimits {
  readonly bytes: number;
  readonly elements: number;
}
const SMALL_XML: XmlLimits = { bytes: XML_BYTES, elements: XML_ELEMENTS };
/** For a thread that is ended when it takes too long. */
export const LARGE_XML: XmlLimits = { bytes: LARGE_XML_BYTES, elements: LARGE_XML_ELEMENTS };

/** Thrown out of a handler of the parser, which reads no further. */
class Refusal extends Error {
  readonly code: XmlProblem;
  constructor(code: XmlProblem) {
    super(code);
    this.code = code;
  }
}

interface OpenElement extends XmlElement {
  readonly attributes: XmlAttribute[];
  readonly children: (XmlElement | string)[];
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const ENCODINGS = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

const openElement = (tag: SaxesTagNS): OpenElement => ({
  name: xmlName(tag.uri, tag.local),
  attributes: Object.values(tag.attributes)
    .filter(({ uri }) => uri !== XMLNS)
    .map(({ uri, local, value }) => ({ uri, local, value })),
  children: [],
});

/** `xml:lang` holds for all that is inside; what is taken out of its place must carry it along (RFC 4918 4.3). */
const inheritLanguage = (element: OpenElement, parent: OpenElement | undefined): void => {
  const isLanguage = ({ uri, local }: XmlAttribute): boolean => uri === XML_NAMESPACE && local === 'lang';
  const language = parent?.attributes.find(isLanguage);
  if (language !== undefined && !element.attributes.some(isLanguage)) element.attributes.push(language);
};

const createTreeReader = (limits: XmlLimits) => {
  // Without position: it is told to nobody, and costs a third of the time.
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  let allAttributes = 0;

  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!ENCODINGS.has(encoding.toLowerCase())) throw new Refusal('xml-encoding');
  });
  parser.on('doctype', () => {
    throw new Refusal('xml-doctype');
  });
  // At the start of a tag, before the parser looks anything up for it.
  parser.on('opentagstart', () => {
    depth += 1;
    elements += 1;
    attributes = 0;
    if (depth > XML_DEPTH) throw new Refusal('xml-too-deep');
    if (elements > limits.elements) throw new Refusal('xml-too-many-elements');
  });
  parser.on('attribute', ({ value }) => {
    attributes += 1;
    allAttributes += 1;
    if (attributes > XML_ATTRIBUTES || allAttributes > limits.elements) throw new Refusal('xml-too-many-attributes');
    if (value.length > ATTRIBUTE_CHARACTERS) throw new Refusal('xml-attribute-too-long');
  });
  parser.on('opentag', (tag) => {
    const element = openElement(tag);
    const parent = open.at(-1);
    inheritLanguage(element, parent);
    parent?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (text: string): void => void open.at(-1)?.children.push(text);
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    depth -= 1;
    open.pop();
  });
  return { parser, root: () => root };
};

/** Fed in parts of this size, so that a refusal comes before the rest is looked at. */
const PART_CHARACTERS = 16_384;

const readTree = (text: string, limits: XmlLimits): Result<XmlElement, { readonly code: XmlProblem }> => {
  const { parser, root } = createTreeReader(limits);
  try {
    for (let at = 0; at < text.length; at += PART_CHARACTERS) parser.write(text.slice(at, at + PART_CHARACTERS));
    parser.close();
  } catch (error) {
    return { ok: false, code: error instanceof Refusal ? error.code : 'xml-not-well-formed' };
  }
  const element = root();
  return element === undefined ? { ok: false, code: 'xml-not-well-formed' } : ok(element);
};

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Reads one XML document, names resolved, within the limits. Never throws; a document type is refused, whatever it says. */
export const readXml = (
  bytes: Uint8Array,
  limits: XmlLimits = SMALL_XML,
): Result<XmlElement, { readonly code: XmlProblem }> => {
  if (bytes.length > limits.bytes) return { ok: false, code: 'xml-too-large' };
  const text = decode(bytes);
  return text === undefined ? { ok: false, code: 'xml-encoding' } : readTree(text, limits);
};
