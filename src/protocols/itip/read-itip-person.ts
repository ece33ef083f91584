import { isMailbox } from '../../base/text.ts';
import { ATTENDEE_ANSWERS } from '../icalendar/event-draft.ts';
import { type ContentLine, parameterOf } from '../icalendar/read-content.ts';
import { cleanLine, cleanText } from './clean-text.ts';
import type { ItipAttendee, ItipPerson } from './itip-object.ts';
import { COMMENT_CHARACTERS, NAME_CHARACTERS } from './limits.ts';

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** `mailto:ann@example.com`, `MAILTO: Ann@Example.com`, `<ann@example.com>`, `mailto:meet%2Babc@example.org?subject=x`. */
export const readAddress = (written: string): string => {
  const bare = written.replace(/["<>\s]/g, '');
  const isUri = /^mailto:/i.test(bare);
  const text = bare.replace(/^(?:mailto:)+/i, '');
  const address = (isUri ? decode(text.split('?', 1)[0] ?? '') : text).toLowerCase();
  return isMailbox(address) ? address : '';
};

export const readItipPerson = (line: ContentLine): ItipPerson => ({
  name: cleanLine(parameterOf(line, 'CN'), NAME_CHARACTERS).replace(/^'(.*)'$/, '$1'),
  address: readAddress(line.value) || readAddress(parameterOf(line, 'EMAIL')),
  sentBy: readAddress(parameterOf(line, 'SENT-BY')),
});

const addressesOf = (line: ContentLine, name: string): string[] =>
  (line.parameters.get(name) ?? []).map(readAddress).filter((address) => address !== '');

export const readItipAttendee = (line: ContentLine): ItipAttendee => {
  const partstat = parameterOf(line, 'PARTSTAT').toUpperCase();
  return {
    ...readItipPerson(line),
    partstat: ATTENDEE_ANSWERS.find((known) => known === partstat) ?? 'NEEDS-ACTION',
    delegatedTo: addressesOf(line, 'DELEGATED-TO'),
    delegatedFrom: addressesOf(line, 'DELEGATED-FROM'),
    comment: cleanText(parameterOf(line, 'X-RESPONSE-COMMENT'), COMMENT_CHARACTERS),
  };
};
