import { expect } from 'chai';
import { type CallHouse, openCallHouse } from '../kit/call-house.ts';

describe('calls that guess', () => {
  let house: CallHouse;
  before(async () => {
    house = await openCallHouse();
  });
  after(() => house.close());

  it('get nowhere in a hundred calls, and hear the same for an ID that there is and one that there is not', async () => {
    const meeting = await house.plan();
    const room = await house.start(meeting.id);
    const heard = new Map<string, Set<string>>();
    for (let count = 0; count < 100; count += 1) {
      const exists = count % 2 === 0;
      const wrong = meeting.pin === '123456' ? '654321' : '123456';
      const call = await house.ring({ address: `198.51.100.${count}` });
      for (let guess = 0; guess < 3 && !call.hungUp; guess += 1) {
        await call.press(`${exists ? meeting.id : '987654321'}${wrong}#`);
        await house.time.forward(500);
      }
      await house.time.forward(3_000);
      expect(call.hungUp).to.equal(true);
      const key = exists ? 'there' : 'not there';
      heard.set(key, (heard.get(key) ?? new Set()).add(call.said.join(', ')));
    }
    expect(room.state().participants.size).to.equal(0);
    expect(house.guesses).to.not.include(true);
    expect([...(heard.get('there') ?? [])]).to.deep.equal([...(heard.get('not there') ?? [])]);
  });

  it('through the provider count for the number as it is written there, and not for all callers', async () => {
    const meeting = await house.plan();
    const other = await house.plan();
    await house.start(other.id);
    const byTrunk = { viaTrunk: true, dialled: '+33123456789' };
    for (let count = 0; count < 4; count += 1) {
      const guesser = await house.ring({ ...byTrunk, user: '0612345621' });
      for (let guess = 0; guess < 3 && !guesser.hungUp; guess += 1) {
        await guesser.press(`${count < 2 ? meeting.id : '912345678'}99999999#`);
        await house.time.forward(500);
      }
      await house.time.forward(3_000);
    }
    const guesser = await house.dialIn(other.id, other.pin, { ...byTrunk, user: '0612345621' });
    expect(guesser.said.at(-1)).to.equal('too-many goodbye');
    const call = await house.dialIn(other.id, other.pin, { ...byTrunk, user: '0698765432' });
    expect(call.said.at(-1)).to.equal('valid-id participants-0');
  });

  it('are told nothing by the time that an answer takes', async () => {
    const meeting = await house.plan();
    await house.start(meeting.id);
    for (const id of [meeting.id, '987654321']) {
      const call = await house.ring({ address: '203.0.113.5' });
      await call.press(`${id}12345678`);
      const before = call.said.length;
      await house.time.forward(499);
      expect(call.said.slice(before)).to.deep.equal([]);
      await house.time.forward(1);
      expect(call.said.slice(before)).to.have.lengthOf(1);
    }
  });
});
