import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { killWhileRecording } from './recording-kills.ts';

describe('a recording whose server is killed', function () {
  this.timeout(120_000);

  it('goes on by itself, plays to its end, and misses less than three seconds of what was heard', async () => {
    let round = 0;
    const outcome = await killWhileRecording(3, () => 400 + 700 * round++);
    try {
      expect(outcome.kills).to.have.length(3);
      for (const { missingMs } of outcome.kills) expect(missingMs).to.be.below(3_000);
      // While nobody heard anything time went on: it is silence, not a cut.
      expect(outcome.durationMs).to.be.within(outcome.lastedMs - 3_000, outcome.lastedMs + 3_000);
      execFileSync('opusinfo', ['-q', outcome.audioPath]);
      const told = execFileSync('ffprobe', [
        '-v',
        'error',
        '-show_entries',
        'format=duration',
        '-of',
        'csv=p=0',
        outcome.audioPath,
      ]);
      expect(Number(told) * 1_000).to.be.within(outcome.durationMs - 100, outcome.durationMs + 100);
    } finally {
      outcome.dispose();
    }
  });
});
