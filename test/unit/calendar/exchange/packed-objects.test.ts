import { expect } from 'chai';
import type { FileObject } from '../../../../src/calendar/exchange/file-object.ts';
import { countObjects, packObjects, unpackObjects } from '../../../../src/calendar/exchange/packed-objects.ts';

const object = (uid: string, title: string): FileObject => ({
  uid,
  title,
  line: 3,
  raw: `BEGIN:VCALENDAR\r\nSUMMARY:${title}\r\n`,
  places: [[1, 3]],
  undescribedZones: [],
});

describe('packed objects', () => {
  it('are unpacked as they were, any of them', () => {
    const objects = [
      object('a', 'Réunion'),
      object('b', ''),
      object('c', '会議 \u{1f4c5}'),
      object('d', 'x'.repeat(9_999)),
    ];
    const packed = packObjects(objects);
    expect(countObjects(packed)).to.equal(4);
    expect([...unpackObjects(packed, 0, 50)]).to.deep.equal(objects);
    expect([...unpackObjects(packed, 1, 3)]).to.deep.equal(objects.slice(1, 3));
    expect([...unpackObjects(packed, 4, 50)]).to.deep.equal([]);
    expect([...unpackObjects(packObjects([]), 0, 50)]).to.deep.equal([]);
  });
});
