import { expect } from 'chai';
import { telephone as english } from '../../../src/base/i18n/en/telephone.ts';
import { telephone as french } from '../../../src/base/i18n/fr/telephone.ts';
import {
  countriesIn,
  readPhoneFields,
  writePhoneFields,
  wrongCountries,
} from '../../../src/client/calendar/admin/telephone/phone-fields.ts';
import { groupPrompts } from '../../../src/client/calendar/admin/telephone/prompt-groups.ts';
import { type PhoneSettings, phoneSettingsSchema } from '../../../src/contract/http/phone.ts';
import type { PromptBody } from '../../../src/contract/http/prompt.ts';
import { PROMPT_NAMES } from '../../../src/phone/prompts/prompt-names.ts';

const body = (name: string): PromptBody => ({
  name,
  language: 'fr',
  origin: 'shipped',
  text: '',
  kept: true,
  lengthMs: 1_000,
  longestMs: 60_000,
});

describe('the prompts of the telephone page', () => {
  it('have a name in words in each language', () => {
    for (const { prompts } of [english, french]) expect(Object.keys(prompts.names)).to.have.members([...PROMPT_NAMES]);
  });

  it('are each in one group, in the order of a call', () => {
    const groups = groupPrompts(PROMPT_NAMES.map(body));
    const names = groups.flatMap(({ prompts }) => prompts.map(({ name }) => name));
    expect(names).to.have.members([...PROMPT_NAMES]);
    expect(names).to.have.length(PROMPT_NAMES.length);
    expect(names.slice(0, 2)).to.deep.equal(['welcome', 'enter-id']);
    const others = groups.find(({ group }) => group === 'other')?.prompts.map(({ name }) => name);
    expect(others).to.deep.equal(['echo', 'call-invites']);
  });

  it('show those of a newer server among the others', () => {
    expect(groupPrompts([body('news')])).to.deep.equal([{ group: 'other', prompts: [body('news')] }]);
  });
});

describe('the fields of the telephone settings', () => {
  const settings: PhoneSettings = {
    enabled: true,
    language: 'fr',
    ownNumber: '+33 1 23 45 67 89',
    callsMax: 300,
    allowedNetworks: [],
    trunkCa: '',
    callsOut: {
      enabled: true,
      countries: ['FR', 'BE'],
      perHour: 20,
      perHourInAll: 100,
      atOnce: 10,
      longestMinutes: 240,
    },
  };
  const texts = writePhoneFields(settings);

  it('say what is set, as the server takes it', () => {
    const { wanted, wrong } = readPhoneFields(texts);
    expect(wanted).to.deep.equal(settings);
    expect([...wrong]).to.deep.equal([]);
    expect(phoneSettingsSchema.safeParse(wanted).success).to.equal(true);
  });

  it('take countries as people write them', () => {
    expect(countriesIn(' fr,be;  CH fr\n')).to.deep.equal(['FR', 'BE', 'CH']);
    expect(countriesIn('')).to.deep.equal([]);
    expect(wrongCountries(['FR', 'XX', 'FRA', '33'])).to.deep.equal(['XX', 'FRA', '33']);
  });

  it('name what the server would not take', () => {
    for (const [change, field] of [
      [{ perHour: '0' }, 'perHour'],
      [{ perHourInAll: '10001' }, 'perHourInAll'],
      [{ atOnce: '1.5' }, 'atOnce'],
      [{ longestMinutes: '' }, 'longestMinutes'],
      [{ ownNumber: '0123456789' }, 'ownNumber'],
      [{ countries: 'FR, XX' }, 'countries'],
    ] as const)
      expect([...readPhoneFields({ ...texts, ...change }).wrong], field).to.deep.equal([field]);
    expect(readPhoneFields({ ...texts, ownNumber: ' ' }).wanted.ownNumber).to.equal('');
  });
});
