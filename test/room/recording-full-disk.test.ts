import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statfsSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { EVERYONE, formatAudioFrame } from '../../src/audio/audio-frame.ts';
import { systemClock } from '../../src/base/clock.ts';
import { newId, type SessionId } from '../../src/base/ids.ts';
import { silentLog } from '../../src/base/log.ts';
import { createAudioRelay } from '../../src/media/audio-relay.ts';
import { createMediaCounters } from '../../src/media/media-counters.ts';
import { readFrameLog } from '../../src/media/recording/read-frame-log.ts';
import { createRecorder, type Recorder } from '../../src/media/recording/recorder.ts';

const ROUNDS = 20;

/** Leaves about this much free on the disk of `directory`; answers how to give it back. */
const fillUp = (directory: string, leaveBytes: number): (() => void) => {
  const path = join(directory, 'ballast');
  const file = openSync(path, 'w');
  const { bavail, bsize } = statfsSync(directory);
  const block = Buffer.alloc(4_096);
  for (let left = bavail * bsize - leaveBytes; left > 0; left -= block.length) writeSync(file, block);
  return () => {
    ftruncateSync(file);
    closeSync(file);
    unlinkSync(path);
  };
};

describe('a disk that fills up while it is recorded', function () {
  this.timeout(60_000);
  let directory: string;
  let recorder: Recorder;

  before(function () {
    directory = mkdtempSync(join(tmpdir(), 'webmeeting-small-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory], { stdio: 'ignore' });
    } catch {
      // Only root may make a small disk.
      rmSync(directory, { recursive: true, force: true });
      this.skip();
    }
    recorder = createRecorder({
      directory: join(directory, 'recordings'),
      // What the disk says is a test of its own: here it is full before anybody has looked.
      readDiskSpace: async () => ({ freeBytes: 1e12, totalBytes: 2e12 }),
      clock: systemClock,
      log: silentLog,
    });
    recorder.start();
  });
  after(async () => {
    await recorder?.stop();
    execFileSync('umount', [directory], { stdio: 'ignore' });
    rmSync(directory, { recursive: true, force: true });
  });

  it(`${ROUNDS} times: it ends, says why, and what was written before is whole`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const session = newId<SessionId>();
      const relay = createAudioRelay({ clock: systemClock, counters: createMediaCounters() });
      const voice = relay.join({ number: 1, deliver: () => {} });
      voice.setAllowed(true);
      let failed: string | undefined;
      const tape = recorder.open(session, relay, {
        failed: (why) => {
          failed = why;
        },
        diskLow: () => {},
      });
      const free = fillUp(directory, 8_000 + round * 3_000);
      tape.start(`recording-${round}`, [{ number: 1, name: 'Olga', person: 'account:olga' }]);
      let sent = 0;
      for (const endMs = Date.now() + 8_000; failed === undefined && Date.now() < endMs; ) {
        for (let burst = 0; burst < 20; burst += 1) {
          sent += 1;
          const header = {
            participant: EVERYONE,
            level: 20,
            endOfTalkspurt: false,
            sequence: sent,
            captureMs: sent * 20,
          };
          voice.speak(formatAudioFrame(header, new Uint8Array(200).fill(sent)));
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      expect(failed).to.equal('disk');
      await tape.stop(`recording-${round}`, 'disk');
      const sequences: number[] = [];
      for await (const part of readFrameLog(recorder.logPath(session))) {
        expect(part.kind).to.not.equal('damaged');
        if (part.kind === 'frame') sequences.push(Buffer.from(part.bytes).readUInt32BE(4));
      }
      expect(sequences).to.deep.equal(sequences.map((_, index) => index + 1));
      free();
      unlinkSync(recorder.logPath(session));
      voice.leave();
    }
  });

  it('and there is space again, the next recording is like any other', async () => {
    const session = newId<SessionId>();
    const relay = createAudioRelay({ clock: systemClock, counters: createMediaCounters() });
    const tape = recorder.open(session, relay, { failed: (why) => expect.fail(why), diskLow: () => {} });
    tape.start('after', []);
    await tape.stop('after', 'organizer');
    const kinds: string[] = [];
    for await (const part of readFrameLog(recorder.logPath(session))) kinds.push(part.kind);
    expect(kinds).to.deep.equal(['event', 'event']);
  });
});
