import { expect } from 'chai';
import type { Door, JoinAnswer } from '../../../src/contract/http/meeting.ts';
import { ADMITTED, BARE, LINK, openEntry, Refused, settle } from './entry-ground.ts';

const ASKS: Door = { needsPin: false, name: 'Zoe', asksConsent: true };
const KNOCKED: JoinAnswer = { waiting: true, startsAt: null, waitTicket: 'wait-1' };

describe('consent to being recorded, at the door', () => {
  it('is needed where the door asks: without the tick the server is not asked', async () => {
    const { entry, calls } = openEntry({ door: ASKS });
    await entry.load();
    expect(await entry.enter()).to.equal(false);
    expect(entry.form.value.consentProblem).to.equal(true);
    expect(calls).to.have.length(1);
    entry.agree(true);
    expect(entry.form.value.consentProblem).to.equal(undefined);
    expect(await entry.enter()).to.equal(true);
    expect(calls.at(-1)).to.deep.equal(['join', LINK, { name: 'Zoe', consent: true }]);
  });

  it('is asked when the server wants it and the door did not know: the tick is beside the form, and what was typed stays', async () => {
    const { entry, calls } = openEntry({
      address: BARE,
      door: { needsPin: true },
      joins: [new Refused('consent-required'), ADMITTED],
    });
    await entry.load();
    entry.typeName('Gus');
    entry.typePin('123 456');
    await entry.enter();
    expect(entry.screen.value.kind).to.equal('door');
    expect(entry.door.value).to.deep.equal({ needsPin: true, asksConsent: true });
    expect(entry.form.value).to.include({ name: 'Gus', pin: '123 456', consentProblem: true });
    entry.agree(true);
    await entry.enter();
    expect(calls.at(-1)).to.deep.equal(['join', BARE, { name: 'Gus', pin: '123456', consent: true }]);
    expect(entry.screen.value.kind).to.equal('room');
  });

  it('is not needed for bare digits, and goes along with the knock when it was given', async () => {
    const { entry, calls } = openEntry({ address: BARE, door: { needsPin: true }, joins: [KNOCKED, KNOCKED] });
    await entry.load();
    entry.typeName('Gus');
    await entry.enter();
    expect(calls.at(-1)).to.deep.equal(['join', BARE, { name: 'Gus' }]);
    entry.correct();
    entry.agree(true);
    await entry.enter();
    expect(calls.at(-1)).to.deep.equal(['join', BARE, { name: 'Gus', consent: true }]);
  });

  it('is asked of who was let in without it: agreeing brings them in', async () => {
    const { entry, calls, waits } = openEntry({
      address: BARE,
      door: { needsPin: true },
      joins: [KNOCKED],
      enters: [new Refused('consent-required')],
    });
    await entry.load();
    entry.typeName('Gus');
    await entry.enter();
    waits[0]?.listener.onNews({ kind: 'admitted' });
    await settle();
    expect(entry.screen.value).to.include({ kind: 'waiting', admitted: true, asksConsent: true });
    expect(waits[0]?.stopped).to.equal(false);
    await entry.agreeAndEnter();
    expect(calls.at(-1)).to.deep.equal(['enter', 'wait-1', 'consent']);
    expect(entry.screen.value).to.deep.equal({ kind: 'room', ticket: 'ticket-let-in' });
  });

  it('is not carried to another meeting', async () => {
    const { entry } = openEntry({ address: BARE, door: { needsPin: true } });
    await entry.load();
    entry.agree(true);
    await entry.goToMeeting('123456789');
    expect(entry.form.value.consent).to.equal(false);
  });
});
