import { expect } from 'chai';
import type { AccountId, MeetingId } from '../../../src/base/ids.ts';
import type { Meeting } from '../../../src/meetings/meeting.ts';
import { createPhonedMeetings } from '../../../src/meetings/phoned-meetings.ts';

const ZOE = 'zoe' as AccountId;
const meeting = { id: '351354086' as MeetingId, organizerId: ZOE } as Meeting;

describe('meetings as telephones find them', () => {
  const asked: (readonly AccountId[])[] = [];
  const finderFor = (...called: AccountId[]) =>
    createPhonedMeetings({
      meetings: { findById: async (id) => (id === meeting.id ? meeting : undefined) },
      async mayBeCalled(organizers) {
        asked.push(organizers);
        return new Set(called);
      },
    });

  it('are those whose organizer may be called', async () => {
    expect(await finderFor(ZOE).findById(meeting.id)).to.equal(meeting);
    expect(await finderFor().findById(meeting.id)).to.equal(undefined);
  });

  it('are looked for in the same steps, whether there is one or not', async () => {
    asked.length = 0;
    await finderFor(ZOE).findById('999999999' as MeetingId);
    await finderFor(ZOE).findById(meeting.id);
    expect(asked.map((organizers) => organizers.length)).to.deep.equal([1, 1]);
  });
});
