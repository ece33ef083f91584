import { expect } from 'chai';
import { readPhoneSettings, writePhoneSettings } from '../../../src/phone/phone-settings.ts';

const storing = (value: unknown) => {
  const kept = { value };
  return {
    kept,
    get: async () => kept.value,
    set: async (_name: string, next: unknown) => {
      kept.value = next;
    },
  };
};

describe('the settings of the telephone', () => {
  it('take calls and make none before an administrator wants it', async () => {
    const settings = await readPhoneSettings(storing(undefined));
    expect(settings).to.deep.include({ enabled: true, language: 'fr', ownNumber: '' });
    expect(settings.callsOut).to.deep.include({ enabled: false, countries: [] });
  });
  it('are what was written, and what was not yet known then is as it is at first', async () => {
    const store = storing({ language: 'en', callsOut: { enabled: true } });
    const settings = await readPhoneSettings(store);
    expect(settings.language).to.equal('en');
    expect(settings.callsOut).to.deep.include({ enabled: true, atOnce: 10 });
    await writePhoneSettings(store, { ...settings, enabled: false });
    expect((await readPhoneSettings(store)).enabled).to.equal(false);
  });
  it('are those of the beginning when what is stored cannot be read', async () => {
    for (const broken of ['no', { enabled: 'perhaps' }, { callsOut: [], language: 'de' }])
      expect(await readPhoneSettings(storing(broken))).to.deep.include({ enabled: true, language: 'fr' });
  });
});
