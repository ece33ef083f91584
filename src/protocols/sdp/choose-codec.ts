import { type AgreedSound, SOUND_CODECS, type SoundCodec } from './agreed-sound.ts';
import type { Encoding } from './encodings.ts';

export type ChosenCodec = Pick<AgreedSound, 'codec' | 'payloadType' | 'events' | 'comfortNoise'>;

/** How each codec is written; Opus always with two channels: RFC 7587 7. */
export const CODEC_FORMS: Readonly<Record<SoundCodec, Omit<Encoding, 'payloadType'>>> = {
  opus: { name: 'opus', clockRateHz: 48_000, channels: 2 },
  G722: { name: 'g722', clockRateHz: 8000, channels: 1 },
  PCMA: { name: 'pcma', clockRateHz: 8000, channels: 1 },
  PCMU: { name: 'pcmu', clockRateHz: 8000, channels: 1 },
};

const EVENT_CLOCKS: readonly number[] = [8000, 48_000];

const isForm = (encoding: Encoding, codec: SoundCodec): boolean => {
  const form = CODEC_FORMS[codec];
  return (
    encoding.name === form.name && encoding.clockRateHz === form.clockRateHz && encoding.channels === form.channels
  );
};

const codecOf = (encoding: Encoding): SoundCodec | undefined => SOUND_CODECS.find((codec) => isForm(encoding, codec));

/** Digits at the clock of the codec, as RFC 4733 2.6 wants it, else at another that we know: some telephones offer only 8000. */
const chooseEvents = (encodings: readonly Encoding[], clockRateHz: number): ChosenCodec['events'] => {
  const events = encodings.filter(
    ({ name, clockRateHz: clock }) => name === 'telephone-event' && EVENT_CLOCKS.includes(clock),
  );
  const chosen = events.find((one) => one.clockRateHz === clockRateHz) ?? events[0];
  return chosen && { payloadType: chosen.payloadType, clockRateHz: chosen.clockRateHz };
};

const withCodec = (codec: SoundCodec, payloadType: number, encodings: readonly Encoding[]): ChosenCodec => {
  const events = chooseEvents(encodings, CODEC_FORMS[codec].clockRateHz);
  const noise = encodings.find(({ name, clockRateHz }) => name === 'cn' && clockRateHz === 8000);
  const isG711 = codec === 'PCMA' || codec === 'PCMU';
  return {
    codec,
    payloadType,
    ...(events && { events }),
    ...(noise && isG711 && { comfortNoise: noise.payloadType }),
  };
};

/** The best codec of what is offered by our order, whatever theirs is. */
export const chooseOurBest = (encodings: readonly Encoding[]): ChosenCodec | undefined => {
  for (const codec of SOUND_CODECS) {
    const encoding = encodings.find((one) => isForm(one, codec));
    if (encoding) return withCodec(codec, encoding.payloadType, encodings);
  }
  return undefined;
};

/** The first codec of an answer to us: its order says what they want. */
export const chooseTheirFirst = (encodings: readonly Encoding[]): ChosenCodec | undefined => {
  for (const encoding of encodings) {
    const codec = codecOf(encoding);
    if (codec) return withCodec(codec, encoding.payloadType, encodings);
  }
  return undefined;
};
