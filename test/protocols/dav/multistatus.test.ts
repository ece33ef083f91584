import { expect } from 'chai';
import { calendarServer, dav } from '../../../src/protocols/dav/names.ts';
import { readXml } from '../../../src/protocols/dav/read-xml.ts';
import {
  errorDocument,
  hrefElement,
  multistatus,
  propertyResponse,
  statusResponse,
  textElement,
} from '../../../src/protocols/dav/write-xml.ts';

const isWellFormed = (text: string): boolean => readXml(new TextEncoder().encode(text)).ok;

describe('multistatus', () => {
  it('groups properties by status and declares each prefix once', () => {
    const text = multistatus([
      propertyResponse('/dav/a&b', {
        found: textElement(dav('getetag'), '"x"'),
        missing: [calendarServer('getctag'), '{http://z/}z'],
      }),
      statusResponse('/dav/gone', 404),
    ]);
    expect(isWellFormed(text)).to.equal(true);
    expect(text.match(/xmlns:D=/g)).to.have.length(1);
    expect(text).to.contain(
      '<D:response><D:href>/dav/a&amp;b</D:href><D:propstat><D:prop><D:getetag>&quot;x&quot;</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>',
    );
    expect(text).to.contain(
      '<D:propstat><D:prop><CS:getctag/><z xmlns="http://z/"/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat>',
    );
    expect(text).to.contain('<D:href>/dav/gone</D:href><D:status>HTTP/1.1 404 Not Found</D:status>');
  });

  it('always has a propstat', () => {
    expect(propertyResponse('/x', { found: '', missing: [] })).to.contain('<D:propstat><D:prop/>');
    expect(propertyResponse('/x', { found: '', missing: [dav('a')] })).to.not.contain('200 OK');
  });

  it('names the precondition with its detail', () => {
    const text = errorDocument('no-uid-conflict', hrefElement('/dav/x'));
    expect(isWellFormed(text)).to.equal(true);
    expect(text).to.contain('<C:no-uid-conflict><D:href>/dav/x</D:href></C:no-uid-conflict>');
  });
});
