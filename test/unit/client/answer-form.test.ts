import { expect } from 'chai';
import {
  answerForm,
  givenAnswer,
  isUnsent,
  proposalAt,
  proposalMoments,
  proposalProblem,
  proposes,
  toAnswerRequest,
  withProposedStart,
} from '../../../src/client/shared/answering/answer-form.ts';
import { answerRequest } from '../../../src/contract/http/answer.ts';

const PARIS = 'Europe/Paris';
/** Sunday 28 March 2027: the clocks of Paris go from 2:00 to 3:00. */
const times = { startsAt: '2027-03-27T09:00:00.000Z', endsAt: '2027-03-27T10:30:00.000Z' };
const BEFORE = Date.UTC(2027, 1, 1);

describe('what goes with an answer', () => {
  it('begins another time at that of the event, on the clock of the person', () => {
    expect(proposalAt(times, PARIS)).to.deep.equal({
      startDate: '2027-03-27',
      startTime: '10:00',
      endDate: '2027-03-27',
      endTime: '11:30',
    });
    expect(proposalAt(times, 'Asia/Tokyo')).to.include({ startDate: '2027-03-27', startTime: '18:00' });
  });

  it('keeps the length when the start moves, over midnight too', () => {
    const moved = withProposedStart(proposalAt(times, PARIS), '2027-03-29', '23:00');
    expect(moved).to.deep.equal({
      startDate: '2027-03-29',
      startTime: '23:00',
      endDate: '2027-03-30',
      endTime: '00:30',
    });
  });

  it('leaves the end alone while the start cannot be read', () => {
    const emptied = withProposedStart(proposalAt(times, PARIS), '', '10:00');
    expect(emptied).to.include({ startDate: '', endDate: '2027-03-27', endTime: '11:30' });
    expect(proposalProblem(emptied, PARIS, BEFORE)).to.deep.equal({ field: 'start', code: 'empty' });
  });

  it('refuses an hour that the clocks leave out, for start and end', () => {
    const day = { startDate: '2027-03-28', endDate: '2027-03-28' };
    expect(proposalProblem({ ...day, startTime: '02:30', endTime: '04:00' }, PARIS, BEFORE)).to.deep.equal({
      field: 'start',
      code: 'gap',
    });
    expect(proposalProblem({ ...day, startTime: '01:00', endTime: '02:30' }, PARIS, BEFORE)).to.deep.equal({
      field: 'end',
      code: 'gap',
    });
    expect(proposalProblem({ ...day, startTime: '02:30', endTime: '04:00' }, 'Asia/Tokyo', BEFORE)).to.equal(undefined);
  });

  it('takes a clock hour that comes twice in autumn for the first of the two', () => {
    const proposal = { startDate: '2027-10-31', startTime: '02:30', endDate: '2027-10-31', endTime: '03:30' };
    expect(proposalMoments(proposal, PARIS)?.startMs).to.equal(Date.UTC(2027, 9, 31, 0, 30));
  });

  it('refuses an end that is not after the start, and a time that is over', () => {
    const proposal = proposalAt(times, PARIS);
    expect(proposalProblem({ ...proposal, endTime: '10:00' }, PARIS, BEFORE)).to.deep.equal({
      field: 'end',
      code: 'endBeforeStart',
    });
    expect(proposalProblem(proposal, PARIS, Date.UTC(2027, 3, 1))).to.deep.equal({ field: 'start', code: 'past' });
  });

  it('proposes nothing as long as the fields show the time of the event', () => {
    const form = { ...answerForm(), proposal: proposalAt(times, PARIS) };
    expect(proposes(form, times, PARIS)).to.equal(false);
    expect(toAnswerRequest(form, { answer: 'ACCEPTED', times, timeZone: PARIS })).to.not.have.property('proposal');
  });

  it('is what the server takes: answer, words, needs, another time and the date', () => {
    const form = {
      comment: ' Later? ',
      needs: { language: ' Spanish ', captions: true, phoneOnly: false },
      proposal: withProposedStart(proposalAt(times, PARIS), '2027-03-27', '15:00'),
    };
    const given = { answer: 'TENTATIVE', times, timeZone: PARIS, recurrenceId: '2027-03-27T10:00' } as const;
    expect(answerRequest.parse(toAnswerRequest(form, given))).to.deep.equal({
      answer: 'TENTATIVE',
      comment: 'Later?',
      needs: { language: 'Spanish', captions: true },
      recurrenceId: '2027-03-27T10:00',
      proposal: { start: '2027-03-27T15:00', end: '2027-03-27T16:30', timeZone: PARIS },
    });
  });

  it('counts as unsent once words, needs or a time differ from what was sent', () => {
    const sent = answerForm('Hello');
    expect(isUnsent({ ...sent, comment: 'Hello ' }, sent, times, PARIS)).to.equal(false);
    expect(isUnsent({ ...sent, comment: 'Good morning' }, sent, times, PARIS)).to.equal(true);
    expect(isUnsent({ ...sent, needs: { ...sent.needs, captions: true } }, sent, times, PARIS)).to.equal(true);
  });

  it('takes nothing but the three answers from an address', () => {
    expect(givenAnswer('ACCEPTED')).to.equal('ACCEPTED');
    expect(givenAnswer('DELEGATED')).to.equal(undefined);
    expect(givenAnswer('<script>')).to.equal(undefined);
    expect(givenAnswer(null)).to.equal(undefined);
  });
});
