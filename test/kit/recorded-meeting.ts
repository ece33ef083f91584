import { audioPayload, EVERYONE, FRAME_MS, formatAudioFrame } from '../../src/audio/audio-frame.ts';
import type { MeetingBody } from '../../src/contract/http/meeting.ts';
import type { RecordingPage, RecordingSummary } from '../../src/contract/http/recording.ts';
import type { ApiClient } from './api-client.ts';
import { enterRoom, type HeadlessClient } from './headless-client.ts';
import { enterByKeys, newBrowser } from './headless-door.ts';
import { planSpeaker } from './planned-log.ts';

/** A tone as Opus packets, made once. */
const packetsOf = (hz: number): Uint8Array[] =>
  planSpeaker({ number: 1, tones: [{ fromMs: 0, toMs: 1_000, hz }] }).map(({ bytes }) => audioPayload(bytes));

/** Says a tone into the room for `ms`, as fast as it would be spoken. */
export const sayTone = async (client: HeadlessClient, hz: number, ms: number): Promise<void> => {
  const packets = packetsOf(hz);
  const startMs = performance.now();
  for (let index = 0; index * FRAME_MS < ms; index += 1) {
    const header = { participant: EVERYONE, sequence: index, captureMs: Math.round(startMs) + index * FRAME_MS };
    const isLast = (index + 1) * FRAME_MS >= ms;
    const packet = packets[index % packets.length] ?? new Uint8Array();
    client.wire.speak(formatAudioFrame({ ...header, level: 20, endOfTalkspurt: isLast }, packet));
    const waitMs = startMs + (index + 1) * FRAME_MS - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
};

export interface RecordedMeeting {
  readonly meetingId: string;
  readonly pin: string;
  readonly olga: HeadlessClient;
  readonly guest: HeadlessClient;
  close(): void;
}

/** A running instant meeting of the account that `admin` is signed in with, and a guest by the PIN, both with open microphones. */
export const openRecordedMeeting = async (admin: ApiClient, title = 'Budget'): Promise<RecordedMeeting> => {
  const { id, pin = '' } = await admin.post<MeetingBody>('/meetings', { title });
  const host = await enterByKeys(admin, { meeting: id, name: 'Olga' });
  const olga = await enterRoom(admin.url, { ticket: host.ticket });
  const { ticket } = await enterByKeys(newBrowser(admin.url), { meeting: id, name: 'Gaston', pin });
  const guest = await enterRoom(admin.url, { ticket });
  for (const client of [olga, guest]) await client.command('microphone.set', { state: 'on' });
  return {
    meetingId: id,
    pin,
    olga,
    guest,
    close() {
      olga.close();
      guest.close();
    },
  };
};

/** Asks until the recording is as wanted. */
export const untilRecording = async (
  api: ApiClient,
  id: string,
  isSo: (page: RecordingPage) => boolean = ({ state }) => state === 'ready',
  patienceMs = 40_000,
): Promise<RecordingPage> => {
  for (const endMs = Date.now() + patienceMs; ; ) {
    const page = await api.get<RecordingPage>(`/recordings/${id}`);
    if (isSo(page)) return page;
    if (Date.now() > endMs)
      throw new Error(`the recording stayed as ${JSON.stringify({ ...page, timeline: undefined })}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** Records the two, one after the other, and waits until the recording is ready. */
export const recordTalk = async (
  api: ApiClient,
  { meetingId, olga, guest }: RecordedMeeting,
  { tones = [440, 880], ms = 800 }: { readonly tones?: readonly [number, number]; readonly ms?: number } = {},
): Promise<RecordingPage> => {
  if ((await olga.ask('recording.start')) !== 'ok') throw new Error('the recording did not begin');
  await sayTone(olga, tones[0], ms);
  await guest.say('half of it');
  await sayTone(guest, tones[1], ms);
  if ((await olga.ask('recording.stop')) !== 'ok') throw new Error('the recording did not stop');
  const { recordings } = await api.get<{ recordings: RecordingSummary[] }>(`/recordings?meeting=${meetingId}`);
  return untilRecording(api, recordings[0]?.id ?? '');
};
