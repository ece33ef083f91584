import { expect } from 'chai';
import { silentLog } from '../../../src/base/log.ts';
import { phoneSettingsSchema } from '../../../src/contract/http/phone.ts';
import { readPhoneSettings } from '../../../src/phone/phone-settings.ts';
import { createCallCount } from '../../../src/phone/sip/call-count.ts';
import { createDoorkeeper } from '../../../src/phone/sip/doorkeeper.ts';
import type { Flow } from '../../../src/phone/sip/flow.ts';
import { GUARD_LIMITS } from '../../../src/phone/sip/guard.ts';
import { createTrustedNetworks } from '../../../src/phone/trusted-networks.ts';

const ATTACKER = '203.0.113.9';

describe('what an administrator sets of the telephone', () => {
  const flowFrom = (address: string) => ({ transport: 'tcp', remote: { address, port: 5060 } }) as unknown as Flow;
  const doorkeeper = (allowed: readonly string[] = []) =>
    createDoorkeeper({
      limits: GUARD_LIMITS,
      isTrusted: createTrustedNetworks(allowed),
      clock: { nowMs: () => 1_000 },
      log: silentLog,
    });
  const annoy = (door: ReturnType<typeof doorkeeper>): void => {
    for (let strike = 0; strike < 10; strike += 1) door.refuses(flowFrom(ATTACKER), 'register');
  };

  it('allowedNetworks: nobody from there is banned, whichever way their address is written', () => {
    const trusts = createTrustedNetworks(['203.0.113.0/24', '2001:db8::/32', '192.0.2.7']);
    for (const address of [ATTACKER, `::ffff:${ATTACKER}`, '2001:db8::1', '192.0.2.7'])
      expect(trusts(address), address).to.equal(true);
    for (const address of ['203.0.114.1', '2001:db9::1', '192.0.2.8', 'nonsense', ''])
      expect(trusts(address), address).to.equal(false);
    const door = doorkeeper(['203.0.113.0/24']);
    annoy(door);
    expect(door.banned()).to.deep.equal([]);
    expect(door.admitsConnection(ATTACKER)).to.equal(true);
  });

  it('a ban that is lifted is over, and only that one', () => {
    const door = doorkeeper();
    annoy(door);
    expect(door.admitsConnection(ATTACKER)).to.equal(false);
    expect(door.lift('198.51.100.1')).to.equal(false);
    const [banned] = door.banned();
    expect(door.lift(banned?.network ?? '')).to.equal(true);
    expect(door.admitsConnection(ATTACKER)).to.equal(true);
    expect(door.banned()).to.deep.equal([]);
    expect(door.lift(banned?.network ?? ''), 'it is lifted already').to.equal(false);
  });

  it('whoever has a /56 gets no more through its 256 networks than four of them may, and is banned as one (S25)', () => {
    const flows = Array.from({ length: 256 }, (_, network) =>
      flowFrom(`2001:db8:1:5${network.toString(16).padStart(2, '0')}::1`),
    );
    const door = doorkeeper();
    expect(flows.filter((flow) => door.admits(flow))).to.have.length(4 * GUARD_LIMITS.requestBurst);
    expect(door.admits(flowFrom('2001:db8:1:600::1'))).to.equal(true);
    expect(flows.filter((flow) => door.refuses(flow, 'register'))).to.have.length(4 * GUARD_LIMITS.refusalBurst);
    expect(door.banned().map(({ network }) => network)).to.deep.equal(['2001:db8:1:500::/56']);
    expect(door.admitsConnection('2001:db8:1:5ff:9::9')).to.equal(false);
    expect(door.admitsConnection('2001:db8:1:600::1')).to.equal(true);
    expect(door.lift('2001:db8:1:500::/56')).to.equal(true);
    expect(door.admitsConnection('2001:db8:1:5ff:9::9')).to.equal(true);
  });

  it('calls: a /56 has room for four networks of callers, also of those who prove nothing (S25)', () => {
    const limits = { calls: 300, callsPerPlace: 10, callsPerNumber: 10, unprovedPerPlace: 5, unprovedOfTrunk: 10 };
    const places = Array.from(
      { length: 100 },
      (_, network) => `2001:db8:1:5${network.toString(16).padStart(2, '0')}::/64`,
    );
    const count = createCallCount(limits);
    const begin = (place: string) => count.begin({ by: 'stranger', place });
    const begun = places.map(begin).filter((call) => typeof call !== 'string');
    expect(begun).to.have.length(20);
    for (const call of begun) call.proved();
    expect(places.map(begin).filter((call) => typeof call !== 'string')).to.have.length(20);
    expect(begin('2001:db8:1:600::/64')).to.be.an('object');
    for (const call of begun) call.over();
    expect(begin(places[0] ?? '')).to.equal('place');
    expect(count.all()).to.equal(21);
  });

  it('callsMax: holds from the next call on, and ends none', () => {
    let most = 2;
    const limits = { calls: 300, callsPerPlace: 10, callsPerNumber: 10, unprovedPerPlace: 10, unprovedOfTrunk: 10 };
    const count = createCallCount(limits, () => most);
    const first = count.begin({ by: 'us' });
    count.begin({ by: 'us' });
    expect(count.begin({ by: 'us' })).to.equal('all');
    most = 1;
    expect(count.all()).to.equal(2);
    if (typeof first === 'string') throw new Error('the first call was refused');
    first.over();
    expect(count.begin({ by: 'us' })).to.equal('all');
    most = 3;
    expect(count.begin({ by: 'us' })).to.be.an('object');
  });

  it('what cannot be is refused by field, and what is stored and cannot be read is as at first', async () => {
    const settings = await readPhoneSettings({ get: async () => ({ callsMax: 'many' }) });
    expect(settings.callsMax).to.equal(300);
    for (const [field, value] of [
      ['callsMax', 0],
      ['callsMax', 1_001],
      ['allowedNetworks', ['10.0.0.0/33']],
      ['allowedNetworks', ['0.0.0.0/0']],
      ['allowedNetworks', ['my network']],
      ['trunkCa', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
    ] as const) {
      const { error } = phoneSettingsSchema.safeParse({ ...settings, [field]: value });
      expect(error?.issues[0]?.path[0], `${field} ${JSON.stringify(value)}`).to.equal(field);
    }
  });
});
