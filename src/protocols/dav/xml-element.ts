import type { XmlName } from './names.ts';

export interface XmlAttribute {
  /** Without namespace for the usual attribute. */
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

/** A prefix means nothing and is not kept; names carry their namespace. */
export interface XmlElement {
  readonly name: XmlName;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | string)[];
}

export const elementsOf = (element: XmlElement): XmlElement[] =>
  element.children.filter((child): child is XmlElement => typeof child !== 'string');

export const childrenNamed = (element: XmlElement, name: XmlName): XmlElement[] =>
  elementsOf(element).filter((child) => child.name === name);

export const childNamed = (element: XmlElement, name: XmlName): XmlElement | undefined =>
  elementsOf(element).find((child) => child.name === name);

/** The text directly inside. */
export const textOf = (element: XmlElement | undefined): string =>
  element === undefined ? '' : element.children.filter((child) => typeof child === 'string').join('');

/** An attribute without namespace. */
export const attributeOf = (element: XmlElement, local: string): string | undefined =>
  element.attributes.find((attribute) => attribute.uri === '' && attribute.local === local)?.value;
