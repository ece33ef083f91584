import type { KeptMessage } from '../attendance-store.ts';
import { clockTime, fillIn, type PaperReader, paperTexts } from './paper-words.ts';

/** "[2027-03-01 10:00:00] Zoe: Bonjour"; further lines of a message stand indented, its files are named. */
export const chatTranscript = (messages: readonly KeptMessage[], { language, timeZone }: PaperReader): string => {
  const { fileInChat } = paperTexts(language);
  const colon = language === 'fr' ? '\u00a0: ' : ': ';
  return messages
    .map(({ name, text, files, sentMs }) => {
      const said = [...(text === '' ? [] : [text]), ...files.map((file) => fillIn(fileInChat, { name: file.name }))];
      const lines = said.join('\n').replaceAll('\n', '\n    ');
      return `[${clockTime(sentMs, timeZone)}] ${name.replace(/\s+/g, ' ')}${colon}${lines}\n`;
    })
    .join('');
};
