import { expect } from 'chai';
import { createSpeakingReport } from '../../../src/client/room/sound/speaking-report.ts';

const listen = () => {
  const told: [number, number][] = [];
  return { told, report: createSpeakingReport((number, level) => told.push([number, Math.round(level * 100) / 100])) };
};

describe('speaking report', () => {
  it('tells who speaks about ten times a second, each time the loudest since the last', () => {
    const { told, report } = listen();
    for (let frame = 0; frame < 50; frame += 1) report.heard(7, frame % 5 === 0 ? -10 : -60, false, frame * 20);
    expect(told).to.have.length(10);
    expect(told.every(([number, level]) => number === 7 && level === 1)).to.equal(true);
  });

  it('tells the end at once, once, and only of those who spoke', () => {
    const { told, report } = listen();
    report.heard(7, -10, true, 0);
    report.heard(7, -10, false, 0);
    report.heard(7, -10, true, 20);
    report.heard(7, -127, true, 40);
    expect(told).to.deep.equal([
      [7, 1],
      [7, 0],
    ]);
  });

  it('notices speakers whose last frame never came', () => {
    const { told, report } = listen();
    report.heard(7, -10, false, 0);
    report.heard(8, -10, false, 300);
    report.sweep(400);
    report.sweep(500);
    expect(told).to.deep.equal([
      [7, 1],
      [8, 1],
      [7, 0],
    ]);
  });
});
