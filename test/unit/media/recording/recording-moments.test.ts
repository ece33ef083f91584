import { expect } from 'chai';
import type { RecordingTimeline } from '../../../../src/contract/http/recording.ts';
import { judgeDisk } from '../../../../src/media/recording/disk-verdict.ts';
import { chaptersOf, isWithin, positionOf } from '../../../../src/media/recording/recording-moments.ts';
import { readAgenda } from '../../../../src/meetings/agenda.ts';

const START = Date.UTC(2026, 10, 23, 9, 0);
const MINUTE = 60_000;
const GB = 1024 ** 3;

/** Ten minutes from 9:00, a pause of five minutes that is cut, and ten minutes more. */
const TIMELINE: RecordingTimeline = {
  durationMs: 20 * MINUTE,
  speakers: [],
  waveform: { peaksPerSecond: 10, peaks: '' },
  gaps: [{ atMs: 10 * MINUTE, lengthMs: 0, seconds: 300, reason: 'paused' }],
  clock: [
    [0, START],
    [10 * MINUTE, START + 10 * MINUTE],
    [10 * MINUTE, START + 15 * MINUTE],
    [20 * MINUTE, START + 25 * MINUTE],
  ],
};
const at = (minutes: number): number => START + minutes * MINUTE;

describe('moments of a recording', () => {
  it('are where they were said; what fell into a pause is where the sound goes on', () => {
    const positions = [0, 4, 10, 12, 15, 20, 25].map((minutes) => positionOf(TIMELINE, at(minutes)) / MINUTE);
    expect(positions).to.deep.equal([0, 4, 10, 10, 10, 15, 20]);
    expect(positionOf(TIMELINE, at(-5))).to.equal(0);
    expect(positionOf(TIMELINE, at(90))).to.equal(TIMELINE.durationMs);
  });

  it('before and after it are none of its own', () => {
    expect([-1, 0, 12, 25, 26].map((minutes) => isWithin(TIMELINE, at(minutes)))).to.deep.equal([
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('are where they were said also when the server’s clock was set back or forward meanwhile', () => {
    const set = (byMinutes: number): RecordingTimeline => ({
      ...TIMELINE,
      clock: TIMELINE.clock.map(([atMs, clockMs], index) => [atMs, clockMs + (index < 2 ? 0 : byMinutes * MINUTE)]),
    });
    for (const byMinutes of [-60, 60]) {
      const timeline = set(byMinutes);
      expect(
        [4, 15 + byMinutes, 20 + byMinutes].map((minutes) => positionOf(timeline, at(minutes)) / MINUTE),
      ).to.deep.equal([4, 10, 15]);
      expect([4, 20 + byMinutes].map((minutes) => isWithin(timeline, at(minutes)))).to.deep.equal([true, true]);
    }
    expect([-50, 26].map((minutes) => isWithin(set(-60), at(minutes)))).to.deep.equal([false, false]);
  });

  const start = { startMs: START - 5 * MINUTE, startMinuteOfDay: 9 * 60 + 55 };
  const chapters = (agenda: string, markers: Array<{ atMs: number; label: string }> = []) =>
    chaptersOf(TIMELINE, markers, readAgenda(agenda), start).map(({ atMs, label, source }) => [
      atMs / MINUTE,
      label,
      source,
    ]);

  it('become chapters by the times of the agenda, where the event is', () => {
    // The event begins at 9:55 there: five minutes before the recording.
    expect(chapters('9:55 Welcome\n10:02 Budget\n10h17 Plans\n11:30 Later')).to.deep.equal([
      [2, 'Budget', 'agenda'],
      [12, 'Plans', 'agenda'],
    ]);
  });

  it('become chapters by how long each point takes, as far as all before it say so', () => {
    expect(chapters('- Welcome (8 min)\n- Budget (4 min)\n- Plans\n- End (5 min)')).to.deep.equal([
      [3, 'Budget', 'agenda'],
      [7, 'Plans', 'agenda'],
    ]);
  });

  it('become chapters by markers, which count for more than the plan; without any time the agenda says nothing', () => {
    const markers = [
      { atMs: at(20), label: 'Plans' },
      { atMs: at(6), label: 'Decision' },
    ];
    expect(chapters('10:02 Budget\n10:17 Plans', markers)).to.deep.equal([
      [2, 'Budget', 'agenda'],
      [6, 'Decision', 'marker'],
      [15, 'Plans', 'marker'],
    ]);
    expect(chapters('- Budget\n- Plans')).to.deep.equal([]);
    expect(chaptersOf(TIMELINE, [], readAgenda('10:02 Budget'), undefined)).to.deep.equal([]);
  });
});

describe('the space for recordings', () => {
  it('is judged by the size of the disk: a twentieth, at most 2 GB, at least 64 MB', () => {
    const verdicts = (totalBytes: number, ...freeGb: number[]) =>
      freeGb.map((free) => judgeDisk({ freeBytes: free * GB, totalBytes }));
    expect(verdicts(10_000 * GB, 1.9, 2.1, 4.1)).to.deep.equal(['full', 'low', 'enough']);
    expect(verdicts(10 * GB, 0.4, 0.6, 1.1)).to.deep.equal(['full', 'low', 'enough']);
    expect(verdicts(0.5 * GB, 0.05, 0.1, 0.2)).to.deep.equal(['full', 'low', 'enough']);
  });
});
