import { openScriptedPhone, type PhoneSettings, type ScriptedPhone } from './scripted-phone.ts';
import { type SipHouse, startSipHouse } from './sip-house.ts';

/** A house and the phones of one test; `end` closes all of them. */
export interface SipPhones {
  house(settings?: Parameters<typeof startSipHouse>[0]): Promise<SipHouse>;
  /** A phone that calls the house that was started last. */
  phone(settings?: Partial<PhoneSettings>): Promise<ScriptedPhone>;
  end(): Promise<void>;
}

export const createSipPhones = (): SipPhones => {
  const houses: SipHouse[] = [];
  const phones: ScriptedPhone[] = [];
  return {
    async house(settings) {
      const house = await startSipHouse(settings);
      houses.push(house);
      return house;
    },
    async phone(settings = {}) {
      const house = houses.at(-1);
      if (house === undefined) throw new Error('no house was started');
      const server = house.at(settings.transport ?? 'udp');
      const phone = await openScriptedPhone({ server, domain: 'example.org', ...settings });
      phones.push(phone);
      return phone;
    },
    async end() {
      // The phones answer the BYE of calls that a test left open.
      await Promise.all(houses.splice(0).map((house) => house.stop()));
      await Promise.all(phones.splice(0).map((phone) => phone.close()));
    },
  };
};
