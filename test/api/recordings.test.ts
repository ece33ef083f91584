import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { SessionList } from '../../src/contract/http/attendance.ts';
import type { DocumentBody, DocumentList, ShareBody } from '../../src/contract/http/document.ts';
import type { RecordingPage, RecordingSummary } from '../../src/contract/http/recording.ts';
import { type NewWebhook, webhookNewsSchema } from '../../src/contract/http/webhook.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { enterRoom } from '../kit/headless-client.ts';
import { enterByKeys } from '../kit/headless-door.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import {
  openRecordedMeeting,
  type RecordedMeeting,
  recordTalk,
  sayTone,
  untilRecording,
} from '../kit/recorded-meeting.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';
import { type CaughtCall, isSigned, startWebhookCatcher, type WebhookCatcher } from '../kit/webhook-catcher.ts';

const OTHER = { email: 'other@example.org', password: 'another long password' };

describe('recordings over HTTP', function () {
  this.timeout(90_000);
  let running: RunningApp;
  let admin: ApiClient;
  let other: ApiClient;
  let meeting: RecordedMeeting;
  let page: RecordingPage;
  let catcher: WebhookCatcher;
  let secret: string;

  before(async () => {
    catcher = await startWebhookCatcher();
    running = await startApp({ environment: { WEBHOOK_NETWORKS: '127.0.0.0/8', WEBHOOK_HTTP: 'true' } });
    admin = await running.admin();
    const events = ['participant.joined', 'participant.left', 'recording.ready'];
    const made = await admin.post<NewWebhook>('/webhooks', { name: 'Ours', form: 'json', url: catcher.url, events });
    secret = made.secret ?? '';
    await admin.patch('/account', { language: 'en' });
    await addAccountTo(running.dataDirectory, { ...OTHER, name: 'Other' });
    other = running.client();
    await other.post('/session', OTHER);
    meeting = await openRecordedMeeting(admin);
    page = await recordTalk(admin, meeting);
  });
  after(async () => {
    meeting?.close();
    await running?.dispose();
    await catcher?.close();
  });

  const logOf = (sessionId: string): string => join(running.dataDirectory, 'recordings', `${sessionId}.log`);
  const bytesOf = async (url: string, headers: Record<string, string> = {}, client = admin) => {
    const response = await fetch(`${running.url}${url}`, { headers: { Cookie: client.cookie(), ...headers } });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const folderOf = async (client: ApiClient, ...names: string[]): Promise<DocumentList> => {
    let list = await client.get<DocumentList>('/documents');
    for (const name of names) {
      const folder = list.documents.find((document) => document.name.startsWith(name));
      list = await client.get<DocumentList>(`/documents?folder=${folder?.id}`);
    }
    return list;
  };

  it('a stopped recording becomes ready by itself, with who spoke when', () => {
    expect(page).to.deep.include({ state: 'ready', number: 1, why: 'organizer', mine: true, title: 'Budget' });
    const speakers = page.timeline?.speakers ?? [];
    expect(speakers.map(({ name }) => name)).to.deep.equal(['Olga', 'Gaston']);
    const [olga, gaston] = speakers.map(({ spans }) => spans[0] ?? [0, 0]);
    expect((olga?.[1] ?? 0) - (olga?.[0] ?? 0)).to.be.within(600, 1_100);
    expect(gaston?.[0]).to.be.at.least((olga?.[1] ?? 0) - 150);
    expect(page.durationMs).to.be.within(1_500, 6_000);
    expect(page.chat.map(({ name, text }) => [name, text])).to.deep.equal([['Gaston', 'half of it']]);
    expect(page.chat[0]?.atMs).to.be.within(700, 2_500);
  });

  it('webhooks heard who came, that it was ready, and hear who leaves, all signed', async () => {
    const late = await enterRoom(running.url, {
      ticket: (await enterByKeys(running.client(), { meeting: meeting.meetingId, name: 'Late', pin: meeting.pin }))
        .ticket,
    });
    await late.leave();
    late.close();
    const calls = await Promise.all([0, 1, 2, 3, 4].map((position) => catcher.call(position)));
    for (const call of calls) expect(isSigned(call, secret), call.body).to.equal(true);
    expect(isSigned({ ...(calls[0] as CaughtCall), body: '{}' }, secret)).to.equal(false);
    const news = calls.map(({ headers, body }) => {
      const read = webhookNewsSchema.parse(JSON.parse(body));
      expect(headers['webmeeting-event']).to.equal(read.type);
      expect(read.meeting?.id).to.equal(meeting.meetingId);
      return [read.type, read.participant?.name ?? read.recording?.id];
    });
    expect(news).to.have.deep.members([
      ['participant.joined', 'Olga'],
      ['participant.joined', 'Gaston'],
      ['recording.ready', page.id],
      ['participant.joined', 'Late'],
      ['participant.left', 'Late'],
    ]);
  });

  it('its sound comes whole and in ranges, as Ogg Opus that plays in the page', async () => {
    const whole = await bytesOf(page.audioUrl ?? '');
    expect(whole.status).to.equal(200);
    expect(whole.headers.get('content-type')).to.equal('audio/ogg');
    expect(whole.bytes.subarray(0, 4).toString()).to.equal('OggS');
    expect(whole.bytes.includes('OpusHead')).to.equal(true);
    const part = await bytesOf(page.audioUrl ?? '', { Range: 'bytes=10-19' });
    expect(part.status).to.equal(206);
    expect(part.bytes).to.deep.equal(whole.bytes.subarray(10, 20));
  });

  it('stands in the organizer’s Documents, in the folder of the session', async () => {
    const { documents } = await folderOf(admin, 'Meetings', 'Budget');
    const sound = documents.find(({ origin }) => origin === 'recording');
    expect(sound).to.deep.include({ name: 'Recording 1.ogg', recordingId: page.id, id: page.documentId });
  });

  it('nobody else knows of it: the answer is that of a recording that is not', async () => {
    for (const path of ['', '/audio']) {
      const unknown = await other.call('GET', `/recordings/nothing${path}`);
      const foreign = await other.call('GET', `/recordings/${page.id}${path}`);
      expect(foreign.status).to.equal(404);
      expect(foreign.body).to.deep.equal(unknown.body);
      expect((await running.client().call('GET', `/recordings/${page.id}${path}`)).status).to.equal(401);
    }
    for (const [method, path, body] of [
      ['POST', '/outputs', { kind: 'mp3' }],
      ['POST', '/retry', {}],
      ['DELETE', '', undefined],
    ] as const)
      expect((await other.call(method, `/recordings/${page.id}${path}`, body)).status, `${method} ${path}`).to.equal(
        404,
      );
    const { recordings } = await other.get<{ recordings: RecordingSummary[] }>(
      `/recordings?meeting=${meeting.meetingId}`,
    );
    expect(recordings).to.deep.equal([]);
  });

  it('a link opens its page and sound to anyone, until it is taken back, and says nothing of the way into the meeting', async () => {
    const share = await admin.post<ShareBody>(`/documents/${page.documentId}/shares`, { kind: 'link' });
    const token = share.url?.split('/').at(-1) ?? '';
    const guest = running.client();
    const shared = await guest.get<RecordingPage>(`/shared/${token}/recording`);
    expect(shared).to.deep.include({ id: page.id, mine: false, meetingId: '', outputs: [] });
    expect(shared.timeline).to.deep.equal(page.timeline);
    const sound = await bytesOf(shared.audioUrl ?? '', {}, guest);
    expect(sound.status).to.equal(200);
    await admin.delete(`/documents/${page.documentId}/shares/${share.id}`);
    const after = await guest.call('GET', `/shared/${token}/recording`);
    const never = await guest.call('GET', '/shared/aaaaaaaaaaaaaaaaaaaaaa/recording');
    expect([after.status, after.body]).to.deep.equal([never.status, never.body]);
    expect((await bytesOf(shared.audioUrl ?? '', {}, guest)).status).to.equal(404);
  });

  it('a link to another document does not open it', async () => {
    const folder = await admin.post<DocumentBody>('/documents', { kind: 'folder', name: 'Else' });
    const share = await admin.post<ShareBody>(`/documents/${folder.id}/shares`, { kind: 'link' });
    const token = share.url?.split('/').at(-1) ?? '';
    for (const query of ['', `?document=${page.documentId}`]) {
      expect((await running.client().call('GET', `/shared/${token}/recording${query}`)).status).to.equal(404);
      expect((await running.client().call('GET', `/shared/${token}/audio${query}`)).status).to.equal(404);
    }
  });

  it('who has an account and was named sees it; they may not change it', async () => {
    await admin.post(`/documents/${page.documentId}/shares`, { kind: 'person', email: OTHER.email });
    const seen = await other.get<RecordingPage>(`/recordings/${page.id}`);
    expect(seen.mine).to.equal(false);
    expect((await other.call('POST', `/recordings/${page.id}/outputs`, { kind: 'mp3' })).status).to.equal(404);
    expect((await other.call('DELETE', `/recordings/${page.id}`)).status).to.equal(404);
  });

  it('is made into MP3, WAV and tracks when asked, once each, beside it', async () => {
    for (const kind of ['mp3', 'wav', 'tracks'])
      expect((await admin.call('POST', `/recordings/${page.id}/outputs`, { kind })).status).to.equal(202);
    const done = await untilRecording(admin, page.id, ({ outputs }) => outputs.every(({ state }) => state === 'ready'));
    expect(done.outputs).to.have.length(3);
    const { documents } = await folderOf(admin, 'Meetings', 'Budget');
    const types = new Map(documents.map(({ name, type }) => [name, type]));
    expect(types.get('Recording 1.mp3')).to.equal('audio/mpeg');
    expect(types.get('Recording 1.wav')).to.match(/^audio\/(vnd\.)?wave?$/);
    const tracks = await folderOf(admin, 'Meetings', 'Budget', 'Recording 1 – tracks');
    expect(tracks.documents.map(({ name }) => name).sort()).to.deep.equal(['Gaston.ogg', 'Olga.ogg']);
    await admin.post(`/recordings/${page.id}/outputs`, { kind: 'mp3' });
    const again = await folderOf(admin, 'Meetings', 'Budget');
    expect(again.documents).to.have.length(documents.length);
  });

  it('is made into MP3 again when its log is gone; tracks are refused with the reason', async () => {
    const log = logOf(page.sessionId);
    const away = `${log}.away`;
    renameSync(log, away);
    const { outputs: made } = await admin.get<RecordingPage>(`/recordings/${page.id}`);
    const before = made.find(({ kind }) => kind === 'mp3')?.documentId;
    await admin.delete(`/documents/${before}`);
    expect((await admin.call('POST', `/recordings/${page.id}/outputs`, { kind: 'mp3' })).status).to.equal(202);
    const done = await untilRecording(admin, page.id, ({ outputs }) => outputs.every(({ state }) => state !== 'asked'));
    const after = done.outputs.find(({ kind }) => kind === 'mp3');
    expect(after?.state).to.equal('ready');
    expect(after?.documentId).to.not.equal(before);
    const refused = await admin.call('POST', `/recordings/${page.id}/outputs`, { kind: 'tracks' });
    expect(refused.status).to.equal(422);
    expect(JSON.stringify(refused.body)).to.contain('source-gone');
    renameSync(away, log);
  });

  it('a damaged log loses what is damaged and nothing else', async () => {
    await meeting.olga.ask('recording.start');
    await sayTone(meeting.olga, 440, 600);
    await sayTone(meeting.guest, 880, 600);
    await new Promise((resolve) => setTimeout(resolve, 400));
    // As a broken disk would: in the first tone of this recording.
    const log = logOf(page.sessionId);
    const file = openSync(log, 'r+');
    writeSync(file, Buffer.alloc(300, 0xa5), 0, 300, statSync(log).size - 4_500);
    closeSync(file);
    await meeting.olga.ask('recording.stop');
    const { recordings } = await admin.get<{ recordings: RecordingSummary[] }>(
      `/recordings?meeting=${meeting.meetingId}`,
    );
    const made = await untilRecording(admin, recordings[0]?.id ?? '');
    expect(made.timeline?.speakers.map(({ name }) => name)).to.deep.equal(['Olga', 'Gaston']);
    expect(made.timeline?.gaps.map(({ reason }) => reason)).to.deep.equal(['damaged']);
  });

  it('what cannot be rendered says so, keeps its log, and is tried again when asked', async () => {
    await meeting.olga.ask('recording.start');
    await sayTone(meeting.olga, 440, 300);
    const log = logOf(page.sessionId);
    const kept = `${log}.kept`;
    await meeting.olga.ask('recording.pause', { paused: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    copyFileSync(log, kept);
    writeFileSync(log, '');
    await meeting.olga.ask('recording.stop');
    const { recordings } = await admin.get<{ recordings: RecordingSummary[] }>(
      `/recordings?meeting=${meeting.meetingId}`,
    );
    const id = recordings[0]?.id ?? '';
    await untilRecording(admin, id, ({ state }) => state === 'failed');
    copyFileSync(kept, log);
    expect((await admin.call('POST', `/recordings/${id}/retry`, {})).status).to.equal(202);
    const ready = await untilRecording(admin, id);
    expect(ready.timeline?.speakers.map(({ name }) => name)).to.deep.equal(['Olga']);
    expect((await admin.call('POST', `/recordings/${id}/retry`, {})).status).to.equal(409);
  });

  it('shows nothing of a chat that is not kept, while its session still runs either', async () => {
    const keepChat = (keep: boolean) => admin.patch(`/meetings/${meeting.meetingId}`, { settings: { keepChat: keep } });
    await keepChat(false);
    expect((await admin.get<RecordingPage>(`/recordings/${page.id}`)).chat).to.deep.equal([]);
    const session = `/meetings/${meeting.meetingId}/sessions/${page.sessionId}`;
    expect(await admin.get(`${session}/chat`)).to.deep.equal({ messages: [] });
    expect((await admin.call('GET', `${session}/papers/chat.txt`)).status).to.equal(404);
    const list = await admin.get<SessionList>(`/meetings/${meeting.meetingId}/sessions`);
    expect(list.sessions.map(({ messages }) => messages)).to.deep.equal([0]);
    await keepChat(true);
    expect((await admin.get<RecordingPage>(`/recordings/${page.id}`)).chat).to.have.length(1);
  });

  it('goes to the bin, comes back with its page, and is gone when the bin forgets it', async () => {
    await admin.delete(`/recordings/${page.id}`);
    expect((await other.call('GET', `/recordings/${page.id}`)).status).to.equal(404);
    await admin.patch(`/documents/${page.documentId}`, { restore: true });
    expect((await admin.get<RecordingPage>(`/recordings/${page.id}`)).timeline).to.deep.equal(page.timeline);
    await admin.delete(`/recordings/${page.id}`);
    await admin.delete(`/documents/${page.documentId}?forever=1`);
    expect((await bytesOf(page.audioUrl ?? '')).status).to.equal(404);
  });

  it('what was rendered is only in the Documents: nothing is left over', () => {
    const rendering = join(running.dataDirectory, 'rendering');
    expect(existsSync(rendering) ? readdirSync(rendering) : []).to.deep.equal([]);
  });

  it('a log that was cut off in the middle of an entry, and a server that was started again, lose nothing else', async () => {
    await meeting.olga.ask('recording.start');
    await sayTone(meeting.olga, 440, 600);
    await new Promise((resolve) => setTimeout(resolve, 400));
    meeting.close();
    await running.stop();
    const log = logOf(page.sessionId);
    truncateSync(log, statSync(log).size - 7);
    running = await startApp({ dataDirectory: running.dataDirectory });
    admin = await running.admin();
    // Nobody is in any more, and the organizer ends it from the calendar's side: by entering and ending.
    const again = await openAgain();
    await again.ask('session.end');
    const { recordings } = await admin.get<{ recordings: RecordingSummary[] }>(
      `/recordings?meeting=${meeting.meetingId}`,
    );
    const ready = await untilRecording(admin, recordings[0]?.id ?? '');
    expect(ready.why).to.equal('ended');
    expect(ready.timeline?.gaps.map(({ reason }) => reason)).to.include('restart');
    again.close();
  });

  const openAgain = async () => {
    const { ticket } = await enterByKeys(admin, { meeting: meeting.meetingId, name: 'Olga' });
    return enterRoom(running.url, { ticket });
  };
});
