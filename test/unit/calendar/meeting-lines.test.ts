import { expect } from 'chai';
import fc from 'fast-check';
import type { MeetingId } from '../../../src/base/ids.ts';
import { addMeetingLines, removeMeetingLines } from '../../../src/calendar/meeting-lines.ts';

const ID = '351354086' as MeetingId;
const DOOR = `https://meet.example.org/m/${ID}`;

describe('the lines of a meeting in the texts of its event', () => {
  it('put the door into an empty location and first into the description', () => {
    expect(addMeetingLines({ location: '', description: '' }, DOOR)).to.deep.equal({
      location: DOOR,
      description: `WebMeeting: ${DOOR}`,
      url: DOOR,
    });
    expect(addMeetingLines({ location: 'Room 4', description: 'Agenda' }, DOOR)).to.deep.equal({
      location: 'Room 4',
      description: `WebMeeting: ${DOOR}\n\nAgenda`,
      url: DOOR,
    });
  });

  it('are not there without a meeting', () => {
    const texts = { location: '', description: 'Agenda' };
    expect(addMeetingLines(texts, undefined)).to.deep.equal({ ...texts, url: '' });
    expect(removeMeetingLines(texts, undefined)).to.deep.equal(texts);
  });

  it('go again and leave every text as it was', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('\n', '\n\nx', ' a\n', `WebMeeting: ${DOOR}`, `${DOOR}\n\nb`));
    const location = fc.string().filter((written) => !written.endsWith(`/m/${ID}`));
    fc.assert(
      fc.property(location, text, (place, description) => {
        const texts = { location: place, description };
        expect(removeMeetingLines(addMeetingLines(texts, DOOR), ID)).to.deep.equal(texts);
      }),
    );
  });

  it('are known when the site has moved to another name since', () => {
    const old = addMeetingLines({ location: '', description: 'Agenda' }, `http://localhost:3000/m/${ID}`);
    expect(removeMeetingLines(old, ID)).to.deep.equal({ location: '', description: 'Agenda' });
  });

  it('of another meeting, or written by hand into a sentence, are the writer’s own', () => {
    const texts = {
      location: 'https://meet.example.org/m/999999999',
      description: `See WebMeeting: ${DOOR}\n\nAgenda`,
    };
    expect(removeMeetingLines(texts, ID)).to.deep.equal(texts);
  });
});
