import { expect } from 'chai';
import { callerNetwork } from '../../../src/platform/caller-network.ts';
import { createOccupancy } from '../../../src/platform/occupancy.ts';
import { createNetworkLimit } from '../../../src/platform/rate-limit.ts';

/** An address of one of the 256 networks of a /56. */
const inside = (network: number, host: number): string =>
  `2001:db8:77:12${network.toString(16).padStart(2, '0')}:${host.toString(16)}::1`;
const NEIGHBOUR = '2001:db8:77:1300::1';

describe('limits by network (S25)', () => {
  const limit = () => {
    const { take, check, giveBack, forget } = createNetworkLimit({ points: 10, windowMs: 60_000 });
    const passes = (ask: Promise<void>): Promise<boolean> =>
      ask.then(
        () => true,
        () => false,
      );
    const keyOf = (address: string): string => `${callerNetwork(address)} zoe@example.net`;
    return {
      take: (address: string) => passes(take(keyOf(address))),
      check: (address: string) => passes(check(keyOf(address))),
      giveBack: (address: string) => giveBack(keyOf(address)),
      forget: (address: string) => forget(keyOf(address)),
    };
  };

  it('take ten thousand addresses of one /64 for one, and leave its neighbours theirs', async () => {
    const { take } = limit();
    let passed = 0;
    for (let host = 0; host < 10_000; host += 1) if (await take(inside(0, host))) passed += 1;
    expect(passed).to.equal(10);
    expect(await take(inside(1, 0))).to.equal(true);
  });

  it('allow ten thousand addresses in the 256 networks of one /56 four times as many, and leave the next /56 its own', async () => {
    const { take, check } = limit();
    let passed = 0;
    for (let host = 0; host < 10_000; host += 1) if (await take(inside(host % 256, host))) passed += 1;
    expect(passed).to.equal(40);
    expect(await check(inside(200, 1))).to.equal(false);
    expect([await check(NEIGHBOUR), await take(NEIGHBOUR)]).to.deep.equal([true, true]);
  });

  it('give back and forget in both', async () => {
    const { take, check, giveBack, forget } = limit();
    for (let network = 0; network < 40; network += 1) await take(inside(network, 1));
    expect(await check(inside(99, 1))).to.equal(false);
    await giveBack(inside(0, 1));
    expect(await take(inside(99, 1))).to.equal(true);
    expect(await check(inside(99, 1))).to.equal(false);
    await forget(inside(99, 1));
    expect(await check(inside(99, 1))).to.equal(true);
  });

  it('take each IPv4 address for itself', async () => {
    const { take } = limit();
    const passed = await Promise.all(Array.from({ length: 256 }, (_, host) => take(`192.0.2.${host}`)));
    expect(passed.filter(Boolean)).to.have.length(256);
  });

  it('count who is here at the same time alike, until they leave', () => {
    const { take, free } = createOccupancy({ perNetwork: 10, inAll: 100 });
    const networks = Array.from({ length: 256 }, (_, network) => callerNetwork(inside(network, 1)));
    const first = networks[0] ?? '';
    expect(Array.from({ length: 12 }, () => take(first)).filter(Boolean)).to.have.length(10);
    expect(networks.filter(take)).to.have.length(30);
    expect(take(callerNetwork(NEIGHBOUR))).to.equal(true);
    expect(Array.from({ length: 100 }, (_, host) => take(`192.0.2.${host}`)).filter(Boolean)).to.have.length(59);
    free(first);
    expect([take(networks[100] ?? ''), take(networks[101] ?? '')]).to.deep.equal([true, false]);
  });
});
