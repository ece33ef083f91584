import { expect } from 'chai';
import { door as english } from '../../../src/base/i18n/en/door.ts';
import { door as french } from '../../../src/base/i18n/fr/door.ts';
import { deviceChoices, findRemembered, newDevices } from '../../../src/client/room/devices/device-choices.ts';
import {
  MICROPHONE_TROUBLES,
  microphoneTrouble,
  type Refusal,
} from '../../../src/client/room/devices/microphone-trouble.ts';

const refusal = (more: Partial<Refusal>): Refusal => ({
  name: 'NotAllowedError',
  message: '',
  permission: undefined,
  allowedByPolicy: true,
  ...more,
});

describe('a microphone that is refused or missing', () => {
  it('tells apart who said no', () => {
    expect(microphoneTrouble(refusal({ message: 'Permission denied', permission: 'denied' }))).to.equal('denied');
    expect(microphoneTrouble(refusal({ message: 'Permission dismissed', permission: 'prompt' }))).to.equal('dismissed');
    expect(microphoneTrouble(refusal({ permission: 'prompt' }))).to.equal('dismissed');
    expect(microphoneTrouble(refusal({ message: 'Permission denied by system', permission: 'granted' }))).to.equal(
      'system',
    );
    expect(microphoneTrouble(refusal({ allowedByPolicy: false, permission: 'denied' }))).to.equal('policy');
    expect(microphoneTrouble(refusal({ name: 'SecurityError' }))).to.equal('policy');
    expect(microphoneTrouble(refusal({ message: 'denied', permission: undefined }))).to.equal('denied');
  });

  it('tells apart what is wrong with the device', () => {
    expect(microphoneTrouble(refusal({ name: 'NotFoundError' }))).to.equal('missing');
    expect(microphoneTrouble(refusal({ name: 'NotReadableError' }))).to.equal('busy');
    expect(microphoneTrouble(refusal({ name: 'AbortError' }))).to.equal('busy');
    expect(microphoneTrouble(refusal({ name: 'OverconstrainedError' }))).to.equal('unfit');
    expect(microphoneTrouble(refusal({ name: 'TypeError' }))).to.equal('unknown');
  });

  it('has a sentence and a way out of its own for each, in both languages', () => {
    for (const texts of [english.trouble, french.trouble]) {
      const whats = MICROPHONE_TROUBLES.map((trouble) => texts[trouble].what);
      expect(new Set(whats).size).to.equal(MICROPHONE_TROUBLES.length);
      for (const trouble of MICROPHONE_TROUBLES) expect(texts[trouble].help).to.have.length.above(20);
    }
  });
});

describe('the choice of devices', () => {
  const device = (kind: string, deviceId: string, label: string) => ({ kind, deviceId, label });
  const choices = deviceChoices([
    device('audioinput', 'default', 'Default - Headset'),
    device('audioinput', 'communications', 'Communications - Headset'),
    device('audioinput', 'id-1', 'Headset (0d8c:0014)'),
    device('audiooutput', 'id-2', 'Speakers'),
    device('videoinput', 'id-3', 'Camera'),
  ]);

  it('shows each device once, by a name for people', () => {
    expect(choices.microphones.map(({ label }) => label)).to.deep.equal(['Default - Headset', 'Headset']);
    expect(choices.speakers).to.deep.equal([{ id: 'id-2', label: 'Speakers' }]);
    expect(deviceChoices([device('audioinput', '', '')]).microphones).to.deep.equal([]);
  });

  it('finds what was chosen before, by name when identifiers have changed', () => {
    expect(findRemembered(choices.microphones, { id: 'id-1', label: 'x' })?.id).to.equal('id-1');
    expect(findRemembered(choices.microphones, { id: 'old', label: 'Headset' })?.id).to.equal('id-1');
    expect(findRemembered(choices.microphones, { id: 'old', label: 'Other' })).to.equal(undefined);
    expect(findRemembered(choices.microphones, undefined)).to.equal(undefined);
  });

  it('notices what has just been plugged in, not what changed its place', () => {
    const after = [...choices.microphones, { id: 'id-9', label: 'USB' }];
    expect(newDevices(choices.microphones, after)).to.deep.equal([{ id: 'id-9', label: 'USB' }]);
    expect(newDevices(choices.microphones, [{ id: 'new-id', label: 'Headset' }])).to.deep.equal([]);
  });
});
