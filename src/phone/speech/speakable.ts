const CONTROLS = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]+/gu;
/** espeak-ng takes what stands between for sounds, not words. */
const PHONEMES = /\[\[|\]\]/g;

/** Words as an engine can be given them: one line, nothing that it takes for an instruction, `longest` characters at most. */
export const speakable = (text: string, longest: number): string => {
  const clean = text
    .normalize('NFC')
    .replace(CONTROLS, ' ')
    .replace(PHONEMES, ' ')
    .replaceAll('’', "'")
    .replace(/\s+/g, ' ')
    .trim();
  return [...clean].slice(0, longest).join('').trim();
};
