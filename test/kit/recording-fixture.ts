import type { RecordingPage, RecordingTimeline } from '../../src/contract/http/recording.ts';

export type Span = [number, number];

interface FixtureOptions {
  readonly id?: string;
  readonly minutes?: number;
  /** Spans of each speaker; the speech of all is laid one after the other. */
  readonly spansPerSpeaker?: number;
  readonly names?: readonly string[];
  readonly chat?: number;
}

/** The same numbers each time. */
const numbers = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
};

const LINES = [
  'Bonjour à tous',
  'The agenda is at https://example.org/agenda',
  'Agreed.',
  'Could you say that figure again? I did not hear it well, the train was entering a tunnel.',
  '+1',
  'I put the minutes into the folder of the meeting.',
];

const speakersOf = (durationMs: number, names: readonly string[], each: number): RecordingTimeline['speakers'] => {
  const next = numbers(7);
  const slot = durationMs / (each * names.length);
  const spans: Span[][] = names.map(() => []);
  for (let index = 0; index < each * names.length; index += 1) {
    const who = Math.floor(next() ** 1.6 * names.length);
    const from = index * slot + slot * 0.1 * next();
    spans[who]?.push([Math.round(from), Math.round(from + slot * (0.3 + 0.6 * next()))]);
  }
  return names.map((name, index) => ({
    number: index + 1,
    name,
    spans: spans[index] ?? [],
    seconds: (spans[index] ?? []).reduce((sum, [from, to]) => sum + (to - from) / 1000, 0),
  }));
};

const peaksOf = (durationMs: number, speakers: RecordingTimeline['speakers'], perSecond: number): string => {
  const next = numbers(11);
  const peaks = new Uint8Array(Math.ceil((durationMs / 1000) * perSecond)).map(() => Math.floor(next() * 6));
  for (const { spans } of speakers)
    for (const [from, to] of spans)
      for (let at = Math.floor((from / 1000) * perSecond); at < (to / 1000) * perSecond; at += 1)
        peaks[at] = 30 + Math.floor(110 * Math.abs(Math.sin(at / 41)) * next() + 60 * Math.abs(Math.sin(at / 13)));
  return Buffer.from(peaks).toString('base64');
};

/** What a recording looks like to its page: as long, as talkative and as crowded as wanted. */
export const recordingFixture = ({
  id = 'rec-1',
  minutes = 12,
  spansPerSpeaker = 25,
  names = ['Bertrand Fèvre', 'Zoé Martin', 'Ahmed Benali', '+33 6 12 34 56 78'],
  chat = 14,
}: FixtureOptions = {}): RecordingPage => {
  const durationMs = Math.round(minutes * 60_000);
  const speakers = speakersOf(durationMs, names, spansPerSpeaker);
  const peaksPerSecond = minutes > 30 ? 4 : 20;
  return {
    id,
    meetingId: '351354086',
    sessionId: 'session-1',
    number: 1,
    title: 'Comité de pilotage',
    state: 'ready',
    startedAt: '2027-03-02T09:02:00.000Z',
    endedAt: new Date(Date.parse('2027-03-02T09:02:00.000Z') + durationMs).toISOString(),
    why: 'organizer',
    durationMs,
    documentId: 'doc-1',
    organizerName: 'Bertrand Fèvre',
    timeZone: 'Europe/Paris',
    audioUrl: `/api/v1/recordings/${id}/audio`,
    mine: true,
    timeline: {
      durationMs,
      speakers,
      waveform: { peaksPerSecond, peaks: peaksOf(durationMs, speakers, peaksPerSecond) },
      gaps: [
        { atMs: Math.round(durationMs * 0.42), lengthMs: 1_000, seconds: 130, reason: 'paused' },
        { atMs: Math.round(durationMs * 0.78), lengthMs: 3_000, seconds: 3, reason: 'restart' },
      ],
      clock: [[0, Date.parse('2027-03-02T09:02:00.000Z')]],
    },
    chapters: [
      { atMs: 0, label: 'Tour de table', source: 'agenda' },
      {
        atMs: Math.round(durationMs * 0.2),
        label: 'Budget of the coming year and what is left of this one',
        source: 'agenda',
      },
      { atMs: Math.round(durationMs * 0.55), label: 'Decision: we open in May', source: 'marker' },
      { atMs: Math.round(durationMs * 0.7), label: 'Next steps', source: 'agenda' },
    ],
    chat: Array.from({ length: chat }, (_unused, index) => ({
      atMs: Math.round(((index + 0.5) / chat) * durationMs),
      name: names[index % names.length] ?? '',
      text: LINES[index % LINES.length] ?? '',
      ...(index === 5
        ? { files: [{ id: 'file-1', name: 'Minutes of March.pdf', type: 'application/pdf', bytes: 34_567 }] }
        : {}),
    })),
    outputs: [],
  };
};
