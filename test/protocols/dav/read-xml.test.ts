import { expect } from 'chai';
import fc from 'fast-check';
import { readXml } from '../../../src/protocols/dav/read-xml.ts';
import { escapeXml, writeElement, xmlDocument } from '../../../src/protocols/dav/write-xml.ts';
import { attributeOf, childNamed, textOf } from '../../../src/protocols/dav/xml-element.ts';
import { HOSTILE_XML } from './hostile-xml.ts';

const bytes = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text;
const read = (text: string) => {
  const outcome = readXml(bytes(text));
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value;
};

describe('reading XML', () => {
  it('resolves names whatever the prefixes', () => {
    for (const text of [
      '<D:a xmlns:D="DAV:"><D:b/></D:a>',
      '<a xmlns="DAV:"><b/></a>',
      '<x:a xmlns:x="DAV:"><b xmlns="DAV:"/></x:a>',
    ]) {
      const root = read(text);
      expect(root.name).to.equal('{DAV:}a');
      expect(childNamed(root, '{DAV:}b'), text).to.not.equal(undefined);
    }
  });

  it('knows the element without namespace from the one in DAV:', () => {
    expect(read('<a/>').name).to.equal('{}a');
    expect(childNamed(read('<D:a xmlns:D="DAV:"><b/></D:a>'), '{DAV:}b')).to.equal(undefined);
  });

  it('keeps text, references, CDATA and attributes', () => {
    const root = read('<a b="1 &amp; 2">x &lt; &#233;<![CDATA[ <y> ]]></a>');
    expect(textOf(root)).to.equal('x < é <y> ');
    expect(attributeOf(root, 'b')).to.equal('1 & 2');
  });

  it('takes a byte order mark, comments and processing instructions', () => {
    expect(read('\ufeff<?xml version="1.0" encoding="utf-8"?><!-- c --><?pi x?><a><!-- d --></a>').name).to.equal(
      '{}a',
    );
  });

  for (const { what, body, code } of HOSTILE_XML) {
    it(`refuses ${what}`, () => {
      const outcome = readXml(bytes(body));
      expect(outcome.ok ? 'read' : outcome.code).to.equal(code);
    });
  }

  it('never throws', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<a',
        '>',
        '</a>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<!DOCTYPE',
        '&',
        ';',
        'xmlns:x="',
        '"',
        '<?',
        '?>',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        readXml(bytes(parts.join('')));
      }),
    );
  });

  it('never throws on bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        readXml(noise);
      }),
    );
  });
});

describe('writing XML', () => {
  it('gives text back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 50 }), (text) => {
        expect(textOf(read(xmlDocument('D:x', escapeXml(text))))).to.equal(
          // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
          text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd'),
        );
      }),
    );
  });

  it('gives the line breaks of calendar data back', () => {
    expect(textOf(read(xmlDocument('D:x', escapeXml('A\r\nB\rC\n'))))).to.equal('A\r\nB\rC\n');
  });

  it('writes an element that was read so that it means the same elsewhere', () => {
    const text =
      '<z:p xmlns:z="http://z/" xml:lang="fr" z:k="v" plain="&quot;"><inner xmlns="">a &amp; b<D:c xmlns:D="DAV:"/></inner> tail</z:p>';
    const once = read(text);
    const again = read(`<D:prop xmlns:D="DAV:">${writeElement(once)}</D:prop>`).children[0];
    expect(again).to.deep.equal(once);
  });

  it('carries the language of what is around along', () => {
    const root = read('<a xml:lang="fr"><b><c/></b></a>');
    const b = root.children[0];
    expect(typeof b === 'object' && writeElement(b)).to.contain('xml:lang="fr"');
  });
});
