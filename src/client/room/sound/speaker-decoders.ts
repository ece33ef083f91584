import {
  type AudioFrameHeader,
  audioPayload,
  FRAME_MS,
  isDirectFrame,
  parseAudioFrame,
} from '../../../audio/audio-frame.ts';
import type { SpeakerFrame } from './frame-messages.ts';
import { createOpusDecoder, type OpusDecoder } from './opus-decoder.ts';

/** Lost frames made up one by one with the decoder's help: beyond 100 ms that sounds worse than a pause. */
const MAX_CONCEALED_FRAMES = 5;
/** A sequence this far off is no loss but another connection of the speaker. */
const OTHER_CONNECTION_FRAMES = 1_000;
/** Decoders kept at the most: the relay lets three speak, those heard last keep theirs. */
const MAX_SPEAKERS = 12;
/** All bits of the first byte of an Opus packet but the number of frames (RFC 6716 3.1): alone, it makes the decoder conceal. */
const TOC_WITHOUT_COUNT = 0xfc;

interface Tag {
  readonly captureMs: number;
  readonly endOfTalkspurt: boolean;
  readonly concealed: boolean;
  readonly anew: boolean;
  readonly direct: boolean;
}

interface Speaker {
  readonly decoder: OpusDecoder<Tag>;
  header: AudioFrameHeader;
  captureMs: number;
}

/** Audio frames of all speakers into sound, a decoder for each. */
export interface SpeakerDecoders {
  take(bytes: Uint8Array): void;
  /** Forgets everything: what follows has no connection with what was. */
  clear(): void;
}

interface SpeakerDecodersDeps {
  readonly onSound: (frame: SpeakerFrame) => void;
  readonly onFailure: () => void;
}

export const createSpeakerDecoders = ({ onSound, onFailure }: SpeakerDecodersDeps): SpeakerDecoders => {
  /** The one heard last at the end. */
  const speakers = new Map<number, Speaker>();

  const forget = (number: number): void => {
    speakers.get(number)?.decoder.close();
    speakers.delete(number);
  };

  const open = (header: AudioFrameHeader): Speaker => {
    forget(header.participant);
    const [oldest] = speakers.keys();
    if (speakers.size >= MAX_SPEAKERS && oldest !== undefined) forget(oldest);
    const decoder = createOpusDecoder<Tag>({
      onSound: (samples, tag) => onSound({ ...tag, samples, number: header.participant }),
      onFailure,
    });
    return { decoder, header, captureMs: header.captureMs };
  };

  /** Makes up the frames between the last one and `header`, when they are few and of the same talkspurt. */
  const conceal = (speaker: Speaker, lost: number, captureMs: number, toc: number, direct: boolean): void => {
    if (lost < 1 || lost > MAX_CONCEALED_FRAMES || speaker.header.endOfTalkspurt) return;
    if (captureMs - speaker.captureMs > (lost + 1.5) * FRAME_MS) return;
    for (let frame = 1; frame <= lost; frame += 1) {
      const lostMs = speaker.captureMs + frame * FRAME_MS;
      const tag = { captureMs: lostMs, endOfTalkspurt: false, concealed: true, anew: false, direct };
      speaker.decoder.decode(Uint8Array.of(toc & TOC_WITHOUT_COUNT), tag);
    }
  };

  return {
    take: (bytes) => {
      const header = parseAudioFrame(bytes);
      if (!header) return;
      const { participant: number, endOfTalkspurt } = header;
      const payload = audioPayload(bytes);
      const direct = isDirectFrame(bytes);
      const known = speakers.get(number);
      // Differences modulo 2^32, as signed numbers.
      const advance = known ? (header.sequence - known.header.sequence) | 0 : 0;
      const anew = !known || Math.abs(advance) > OTHER_CONNECTION_FRAMES;
      if (!anew && advance <= 0) return;
      const speaker = anew ? open(header) : known;
      const captureMs = speaker.captureMs + ((header.captureMs - speaker.header.captureMs) | 0);
      if (!anew) conceal(speaker, advance - 1, captureMs, payload[0] ?? 0, direct);
      speaker.decoder.decode(payload, { captureMs, endOfTalkspurt, concealed: false, anew, direct });
      speaker.header = header;
      speaker.captureMs = captureMs;
      speakers.delete(number);
      speakers.set(number, speaker);
    },
    clear: () => {
      for (const number of [...speakers.keys()]) forget(number);
    },
  };
};
