import { expect } from 'chai';
import { readMeetingId, readRoomAddress } from '../../../src/client/room/room-address.ts';

describe('the address of a room page', () => {
  it('tells link, meeting, start link and the page that asks for an ID apart', () => {
    expect(readRoomAddress('/j/AbC_-123')).to.deep.equal({ kind: 'link', token: 'AbC_-123' });
    expect(readRoomAddress('/m/351354086')).to.deep.equal({ kind: 'meeting', id: '351354086' });
    expect(readRoomAddress('/m/351354086/')).to.deep.equal({ kind: 'meeting', id: '351354086' });
    expect(readRoomAddress('/start/tok')).to.deep.equal({ kind: 'start', token: 'tok' });
    expect(readRoomAddress('/join')).to.deep.equal({ kind: 'type-id', typed: '' });
  });

  it('leads an ID with a mistake to the page where it can be corrected, as it was typed', () => {
    expect(readRoomAddress('/m/35135408')).to.deep.equal({ kind: 'type-id', typed: '35135408' });
    expect(readRoomAddress('/m/351%20354%20086')).to.deep.equal({ kind: 'meeting', id: '351354086' });
    expect(readRoomAddress('/m/%zz')).to.deep.equal({ kind: 'type-id', typed: '%zz' });
  });

  it('knows what is no address of a meeting', () => {
    for (const path of ['/', '/j', '/j/', '/j/a/b', '/start', '/other/thing'])
      expect(readRoomAddress(path), path).to.deep.equal({ kind: 'unknown' });
  });

  it('takes an ID in any grouping, and out of a pasted address', () => {
    for (const typed of [
      '351354086',
      '351 354 086',
      '351-354-086',
      '351.354.086',
      'https://meet.example.org/m/351354086',
      'https://old.example.org/webmail/?meeting=351354086',
    ])
      expect(readMeetingId(typed), typed).to.equal('351354086');
    for (const typed of ['', '35135408', '3513540861', '051354086', '351 354 08a'])
      expect(readMeetingId(typed), typed).to.equal(undefined);
  });
});
