import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'chai';
import { audioPayload, EVERYONE, formatAudioFrame, parseAudioFrame } from '../../src/audio/audio-frame.ts';
import { LOG_HEADER, type LogEntry, type LogEvent, parseEntry } from '../../src/media/recording/frame-log.ts';
import { createRecordingStore } from '../../src/media/recording/recording-store.ts';
import { enterRoom, type HeadlessClient } from '../kit/headless-client.ts';
import { type Cast, castOf } from './attack-cast.ts';
import { prepareRoomGround, RECORDING_MAX_MS, type RoomGround } from './room-ground.ts';

const GB = 1024 ** 3;

/** Everything that stands in a log so far, or a failure where it is damaged. */
const entriesOf = (path: string): LogEntry[] => {
  const bytes = readFileSync(path);
  if (bytes.length < LOG_HEADER.length) return [];
  expect(bytes.subarray(0, LOG_HEADER.length)).to.deep.equal(LOG_HEADER);
  const entries: LogEntry[] = [];
  for (let offset = LOG_HEADER.length; offset < bytes.length; ) {
    const parsed = parseEntry(bytes, offset);
    if (parsed === 'partial') break;
    if (parsed === 'bad') expect.fail(`damaged at ${offset}`);
    entries.push(parsed.entry);
    offset += parsed.bytes;
  }
  return entries;
};
/** Without what is written every two seconds. */
const eventsOf = (path: string): LogEvent[] =>
  entriesOf(path).flatMap((entry) => (entry.kind === 'event' && entry.event.event !== 'alive' ? [entry.event] : []));
const framesOf = (path: string) =>
  entriesOf(path).flatMap((entry) => {
    const header = entry.kind === 'frame' ? parseAudioFrame(entry.bytes) : undefined;
    return header === undefined || entry.kind !== 'frame' ? [] : [{ ...header, payload: audioPayload(entry.bytes) }];
  });

const frame = (sequence: number, participant = EVERYONE): Uint8Array =>
  formatAudioFrame(
    { participant, sequence, captureMs: sequence * 20, level: 20, endOfTalkspurt: false },
    new Uint8Array(40).fill(sequence),
  );

describe('a recording in the room', () => {
  let ground: RoomGround;
  let cast: Cast;
  let olga: HeadlessClient;
  let zoe: HeadlessClient;
  let log: string;
  const returned: HeadlessClient[] = [];

  const state = async () => {
    const [recording] = await createRecordingStore(ground.rooms.database).listOfSession(cast.session.sessionId);
    return recording;
  };
  const speak = async (client: HeadlessClient, sequences: readonly number[], listener: HeadlessClient) => {
    const heard = listener.framesHeard;
    for (const sequence of sequences) client.wire.speak(frame(sequence));
    await listener.until('the frames', ({ framesHeard }) => framesHeard >= heard + sequences.length);
  };
  const comeBack = async ({ resumeToken }: HeadlessClient): Promise<HeadlessClient> => {
    const client = await enterRoom(ground.rooms.url, { resume: resumeToken });
    returned.push(client);
    return client;
  };
  /** Resolves when everything so far is in the file. */
  const written = async (isSo: (entries: LogEntry[]) => boolean): Promise<void> => {
    for (const endMs = Date.now() + 5_000; Date.now() < endMs; ) {
      if (existsSync(log) && isSo(entriesOf(log))) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect.fail(`only ${existsSync(log) ? JSON.stringify(eventsOf(log)) : 'nothing'} was written`);
  };

  beforeEach(async () => {
    ground = await prepareRoomGround();
    cast = await castOf(ground);
    olga = await cast.join('Olga', 'organizer');
    zoe = await cast.join('Zoe');
    await olga.next('participant.joined');
    log = ground.rooms.recorder.logPath(cast.session.sessionId);
    for (const client of [olga, zoe]) await client.command('microphone.set', { state: 'on' });
  });
  afterEach(async () => {
    cast.close();
    for (const client of returned.splice(0)) client.close();
    await ground.stop();
  });

  it('keeps what is relayed from its start to its end, with who speaks, and nothing else', async () => {
    await speak(zoe, [1, 2], olga);
    expect(await olga.ask('recording.start')).to.equal('ok');
    await speak(zoe, [3, 4], olga);
    await speak(olga, [9], zoe);
    // For one listener alone: it is nobody else's, and never recorded.
    const direct = olga.framesHeard;
    zoe.wire.speak(frame(5, olga.view.welcome?.you.number));
    await olga.until('the private frame', ({ framesHeard }) => framesHeard > direct);
    const late = await cast.join('Léa');
    expect(await zoe.ask('name.set', { name: 'Zoé' })).to.equal('ok');
    expect(await olga.ask('recording.stop')).to.equal('ok');
    await speak(zoe, [6], olga);
    await written((entries) => entries.some((entry) => entry.kind === 'event' && entry.event.event === 'stopped'));

    const id = (await state())?.id ?? '';
    const [olgaNumber, zoeNumber, lateNumber] = [olga, zoe, late].map(({ view }) => view.welcome?.you.number ?? 0);
    expect(eventsOf(log)).to.deep.equal([
      { event: 'started', recording: id },
      { event: 'participant', number: olgaNumber, name: 'Olga', person: 'account:Olga' },
      { event: 'participant', number: zoeNumber, name: 'Zoe', person: 'account:Zoe' },
      { event: 'participant', number: lateNumber, name: 'Léa', person: 'account:Léa' },
      { event: 'participant', number: zoeNumber, name: 'Zoé', person: 'account:Zoe' },
      { event: 'stopped', recording: id, why: 'organizer' },
    ]);
    expect(framesOf(log).map(({ participant, sequence }) => [participant, sequence])).to.deep.equal([
      [zoeNumber, 3],
      [zoeNumber, 4],
      [olgaNumber, 9],
    ]);
    expect([...(framesOf(log)[0]?.payload ?? [])]).to.deep.equal([...new Uint8Array(40).fill(3)]);
    expect(await state()).to.deep.include({ state: 'stopped', why: 'organizer', number: 1 });
  });

  it('is readable by its owner and group alone', async () => {
    await olga.ask('recording.start');
    await written((entries) => entries.length > 0);
    expect(statSync(log).mode & 0o777).to.equal(0o640);
    expect(statSync(dirname(log)).mode & 0o777).to.equal(0o750);
  });

  it('is told to everyone, and to who comes later, with its time without pauses', async () => {
    await olga.ask('recording.start');
    const told = await zoe.next('recording.changed');
    expect(told).to.deep.include({ by: 'Olga' });
    expect(told.recording).to.deep.include({ state: 'recording', recordedMs: 0 });
    ground.clock.forward(60_000);
    await olga.ask('recording.pause', { paused: true });
    const paused = await zoe.next('recording.changed');
    expect(paused.recording?.state).to.equal('paused');
    expect(paused.recording?.recordedMs).to.be.within(60_000, 63_000);
    ground.clock.forward(60_000);
    const late = await cast.join('Léa');
    expect(late.view.welcome?.recording).to.deep.equal(paused.recording);
    await olga.ask('recording.pause', { paused: false });
    const resumed = await zoe.next('recording.changed');
    expect(resumed.recording).to.deep.include({ state: 'recording', recordedMs: paused.recording?.recordedMs });
    await olga.ask('recording.stop');
    expect(await zoe.next('recording.changed')).to.deep.equal({ recording: null, why: 'organizer', by: 'Olga' });
    expect((await cast.join('Last')).view.welcome?.recording).to.equal(null);
  });

  it('leaves out what is said while it pauses', async () => {
    await olga.ask('recording.start');
    await speak(zoe, [1], olga);
    await olga.ask('recording.pause', { paused: true });
    await speak(zoe, [2], olga);
    await olga.ask('recording.pause', { paused: false });
    await speak(zoe, [3], olga);
    await olga.ask('recording.stop');
    await written((entries) => entries.some((entry) => entry.kind === 'event' && entry.event.event === 'stopped'));
    expect(framesOf(log).map(({ sequence }) => sequence)).to.deep.equal([1, 3]);
    expect(eventsOf(log).map(({ event }) => event)).to.deep.equal([
      'started',
      'participant',
      'participant',
      'paused',
      'resumed',
      'stopped',
    ]);
  });

  it('is the organizer’s alone; a second one, and what has no recording, are refused', async () => {
    const moderator = await cast.join('Max', 'moderator');
    expect(await moderator.ask('recording.start')).to.equal('not-allowed');
    for (const name of ['recording.stop', 'recording.mark'] as const)
      expect(await olga.ask(name, name === 'recording.mark' ? { label: 'x' } : {})).to.equal('conflict');
    expect(await olga.ask('recording.pause', { paused: true })).to.equal('conflict');
    await olga.ask('recording.start');
    expect(await olga.ask('recording.start')).to.equal('conflict');
    expect(await moderator.ask('recording.stop')).to.equal('not-allowed');
  });

  it('keeps markers of those who moderate, offers them the agenda, and tells them alone', async () => {
    const moderator = await cast.join('Max', 'moderator');
    expect(moderator.view.welcome?.agenda).to.deep.equal(['Budget', 'Plans']);
    expect(zoe.view.welcome?.agenda).to.equal(undefined);
    await olga.ask('recording.start');
    expect(await moderator.ask('recording.mark', { label: 'Budget' })).to.equal('ok');
    expect(await olga.next('recording.marked')).to.deep.include({ label: 'Budget', by: 'Max' });
    const id = (await state())?.id ?? '';
    const markers = await createRecordingStore(ground.rooms.database).markersOf(id);
    expect(markers.map(({ label }) => label)).to.deep.equal(['Budget']);
    expect(zoe.heard.some(({ name }) => name === 'recording.marked')).to.equal(false);
  });

  it('is stopped by the end of the meeting, and by an empty room', async () => {
    await olga.ask('recording.start');
    await speak(zoe, [1], olga);
    await olga.ask('session.end');
    await olga.until('the end', ({ end }) => end !== undefined);
    await written((entries) => entries.some((entry) => entry.kind === 'event' && entry.event.event === 'stopped'));
    expect(await state()).to.deep.include({ state: 'stopped', why: 'ended' });
    expect(framesOf(log).map(({ sequence }) => sequence)).to.deep.equal([1]);
  });

  it('goes on after the server was started again, in the same log, paused if it was', async () => {
    await olga.ask('recording.start');
    await speak(zoe, [1], olga);
    await written((entries) => entries.some(({ kind }) => kind === 'frame'));
    const before = (await state())?.id;
    await ground.restart();
    [olga, zoe] = await Promise.all([comeBack(olga), comeBack(zoe)]);
    expect(olga.view.welcome?.recording).to.deep.include({ id: before, state: 'recording' });
    expect(zoe.view.welcome?.recording?.id).to.equal(before);
    await zoe.command('microphone.set', { state: 'on' });
    await speak(zoe, [2], olga);
    await olga.ask('recording.pause', { paused: true });
    await ground.restart();
    [olga, zoe] = await Promise.all([comeBack(olga), comeBack(zoe)]);
    expect(olga.view.welcome?.recording).to.deep.include({ id: before, state: 'paused' });
    await zoe.command('microphone.set', { state: 'on' });
    await speak(zoe, [3], olga);
    await olga.ask('recording.stop');
    await written((entries) => entries.some((entry) => entry.kind === 'event' && entry.event.event === 'stopped'));
    expect(framesOf(log).map(({ sequence }) => sequence)).to.deep.equal([1, 2]);
    expect(eventsOf(log).filter(({ event }) => event === 'resumed-after-restart')).to.have.length(2);
    expect(await state()).to.deep.include({ state: 'stopped', why: 'organizer' });
  });

  it('ended when its session did, however late the server notices', async () => {
    await olga.ask('recording.start');
    await speak(zoe, [1], olga);
    const endedMs = ground.clock.nowMs();
    const sessions = ground.rooms.database('sessions');
    await sessions.where({ id: cast.session.sessionId }).update({ ended_ms: endedMs });
    ground.clock.forward(20 * 60_000);
    await ground.restart();
    expect(await state()).to.deep.include({ state: 'stopped', why: 'ended', endedMs });
  });

  it('several in one session stand in one log, one after the other', async () => {
    for (const sequence of [1, 2, 3]) {
      expect(await olga.ask('recording.start')).to.equal('ok');
      await speak(zoe, [sequence], olga);
      expect(await olga.ask('recording.stop')).to.equal('ok');
    }
    const found = await createRecordingStore(ground.rooms.database).listOfSession(cast.session.sessionId);
    expect(found.map(({ number, state: its }) => [number, its])).to.deep.equal([
      [1, 'stopped'],
      [2, 'stopped'],
      [3, 'stopped'],
    ]);
    await written(
      (entries) => entries.filter((entry) => entry.kind === 'event' && entry.event.event === 'stopped').length === 3,
    );
    const ends = eventsOf(log).flatMap((event) => ('recording' in event ? [`${event.event} ${event.recording}`] : []));
    expect(ends).to.deep.equal(found.flatMap(({ id }) => [`started ${id}`, `stopped ${id}`]));
  });

  it('does not begin without space, says so before space runs out, and stops alone when it does', async () => {
    ground.rooms.disk.space = { freeBytes: GB, totalBytes: 100 * GB };
    expect(await olga.ask('recording.start')).to.equal('disk-full');
    ground.rooms.disk.space = { freeBytes: 3 * GB, totalBytes: 100 * GB };
    expect(await olga.ask('recording.start')).to.equal('ok');
    expect(await olga.next('recording.warning', 9_000)).to.deep.equal({ reason: 'disk' });
    ground.rooms.disk.space = { freeBytes: GB, totalBytes: 100 * GB };
    await zoe.next('recording.changed');
    expect(await zoe.next('recording.changed', 9_000)).to.deep.equal({ recording: null, why: 'disk' });
    expect(await state()).to.deep.include({ state: 'stopped', why: 'disk' });
    // The meeting goes on.
    await speak(zoe, [7], olga);
    await zoe.say('still here');
    await olga.until('the message', ({ view }) => view.texts().includes('still here'));
    expect(zoe.heard.some(({ name }) => name === 'recording.warning')).to.equal(false);
  });

  it('ends at its longest time, and says so ten minutes before', async () => {
    await olga.ask('recording.start');
    ground.clock.forward(RECORDING_MAX_MS - 9.5 * 60_000);
    await ground.rooms.rooms.tick();
    expect(await olga.next('recording.warning')).to.deep.equal({ reason: 'limit', minutes: 9 });
    ground.clock.forward(10 * 60_000);
    await ground.rooms.rooms.tick();
    await zoe.next('recording.changed');
    expect(await zoe.next('recording.changed')).to.deep.equal({ recording: null, why: 'limit' });
  });
});
