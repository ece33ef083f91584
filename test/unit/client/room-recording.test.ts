import { expect } from 'chai';
import { type RecordingNews, recordingNewsOf } from '../../../src/client/room/live/recording/recording-news.ts';
import { recordedMs } from '../../../src/client/room/live/recording/recording-state.ts';
import { voiceOf } from '../../../src/client/room/live/recording/recording-voice.ts';
import type { RoomEvent } from '../../../src/client/room/live/room-session.ts';
import { NEW_ROOM } from '../../../src/client/room/live/room-state.ts';
import type { RecordingBody } from '../../../src/contract/room/room-state.ts';
import { at, HOST_MAY, inRoom, take, welcome } from './people/people-ground.ts';

const running: RecordingBody = { id: 'rec-1', state: 'recording', startedAt: at(0), recordedMs: 0, since: at(0) };
const paused: RecordingBody = { ...running, state: 'paused', recordedMs: 9_000, since: at(9) };
const changed = (recording: RecordingBody | null, more: object = {}): RoomEvent => ({
  name: 'recording.changed',
  body: { recording, ...more },
});
const kinds = (news: readonly RecordingNews[]): string[] => news.map(({ kind }) => kind);

describe('the recording, as a room’s page knows it', () => {
  it('is there from the welcome on, with the agenda for those who mark', () => {
    const state = inRoom({ recording: running, agenda: ['Budget', 'Plans'] });
    expect(state.recording).to.deep.equal(running);
    expect(state.agenda).to.deep.equal(['Budget', 'Plans']);
    expect(inRoom().recording).to.equal(null);
    expect(inRoom().agenda).to.deep.equal([]);
  });

  it('follows what the room says', () => {
    const begun = take(inRoom({ agenda: ['Budget'] }), 'recording.changed', { recording: running, by: 'B' });
    expect(begun.recording).to.deep.equal(running);
    expect(begun.agenda).to.deep.equal(['Budget']);
    const rests = take(begun, 'recording.changed', { recording: paused, by: 'B' });
    expect(rests.recording?.state).to.equal('paused');
    expect(take(rests, 'recording.changed', { recording: null, why: 'disk' }).recording).to.equal(null);
    expect(take(begun, 'welcome', welcome()).recording, 'ended while the connection was away').to.equal(null);
  });

  it('counts what was recorded, without pauses, on the server’s clock', () => {
    expect(recordedMs(running, Date.parse(at(7)))).to.equal(7_000);
    expect(recordedMs({ ...running, recordedMs: 60_000 }, Date.parse(at(7)))).to.equal(67_000);
    expect(recordedMs(paused, Date.parse(at(500)))).to.equal(9_000);
    expect(recordedMs(running, Date.parse(at(-3))), 'a clock that is behind').to.equal(0);
  });
});

describe('what is told of the recording', () => {
  it('begin, pause, going on and end, each with who did it', () => {
    const begun = inRoom({ recording: running });
    const rests = inRoom({ recording: paused });
    expect(recordingNewsOf(changed(running, { by: 'B' }), inRoom())).to.deep.equal([{ kind: 'started', by: 'B' }]);
    expect(recordingNewsOf(changed(paused, { by: 'B' }), begun)).to.deep.equal([{ kind: 'paused', by: 'B' }]);
    expect(recordingNewsOf(changed(running, { by: 'B' }), rests)).to.deep.equal([{ kind: 'resumed', by: 'B' }]);
    expect(recordingNewsOf(changed(null, { why: 'limit' }), begun)).to.deep.equal([
      { kind: 'stopped', id: 'rec-1', why: 'limit' },
    ]);
  });

  it('who comes in late is told, also of a pause; who was there already is not told again', () => {
    const late = (recording: RecordingBody | null): RoomEvent => ({ name: 'welcome', body: welcome({ recording }) });
    expect(kinds(recordingNewsOf(late(running), NEW_ROOM))).to.deep.equal(['runs']);
    expect(kinds(recordingNewsOf(late(paused), NEW_ROOM))).to.deep.equal(['paused']);
    expect(kinds(recordingNewsOf(late(null), NEW_ROOM))).to.deep.equal([]);
    expect(kinds(recordingNewsOf(late(running), inRoom({ recording: running })))).to.deep.equal([]);
  });

  it('what changed while the connection was away is told when it is back', () => {
    const back = (recording: RecordingBody | null): RoomEvent => ({ name: 'welcome', body: welcome({ recording }) });
    expect(kinds(recordingNewsOf(back(running), inRoom()))).to.deep.equal(['started']);
    expect(kinds(recordingNewsOf(back(paused), inRoom({ recording: running })))).to.deep.equal(['paused']);
    expect(kinds(recordingNewsOf(back(null), inRoom({ recording: running })))).to.deep.equal(['stopped']);
    const other = { ...running, id: 'rec-2' };
    expect(kinds(recordingNewsOf(back(other), inRoom({ recording: running })))).to.deep.equal(['started']);
  });

  it('warnings and markers', () => {
    const before = inRoom({ recording: running, may: HOST_MAY });
    expect(recordingNewsOf({ name: 'recording.warning', body: { reason: 'limit', minutes: 9 } }, before)).to.deep.equal(
      [{ kind: 'warning', reason: 'limit', minutes: 9 }],
    );
    expect(
      recordingNewsOf({ name: 'recording.marked', body: { label: 'Budget', by: 'B', at: at(3) } }, before),
    ).to.deep.equal([{ kind: 'marked', label: 'Budget', by: 'B' }]);
  });

  it('the voice says begin, pause, going on and end, and leaves warnings and markers to the screen', () => {
    const files = [
      voiceOf({ kind: 'started' }, 'en'),
      voiceOf({ kind: 'runs' }, 'en'),
      voiceOf({ kind: 'paused' }, 'en'),
      voiceOf({ kind: 'resumed' }, 'fr'),
      voiceOf({ kind: 'stopped', id: 'rec-1', why: undefined }, 'en'),
    ];
    expect(files).to.deep.equal([
      '/sounds/recording-started.en.mp3',
      '/sounds/recording-started.en.mp3',
      '/sounds/recording-paused.en.mp3',
      '/sounds/recording-resumed.fr.mp3',
      '/sounds/recording-stopped.en.mp3',
    ]);
    expect(voiceOf({ kind: 'marked', label: '', by: 'B' }, 'en')).to.equal(undefined);
    expect(voiceOf({ kind: 'warning', reason: 'disk' }, 'en')).to.equal(undefined);
  });
});
