import { expect } from 'chai';
import type { ErrorCode } from '../../../src/base/errors.ts';
import type { Door, JoinAnswer } from '../../../src/contract/http/meeting.ts';
import { ADMITTED, BARE, LINK, NOW_MS, openEntry, Refused, settle, WAITING } from './entry-ground.ts';

describe('the way into a meeting', () => {
  it('by link: the invitation’s name is there, joining brings in, and the token leaves the address bar', async () => {
    const { entry, calls, shown } = openEntry();
    await entry.load();
    expect(entry.screen.value.kind).to.equal('door');
    expect(entry.form.value.name).to.equal('Zoe');
    await entry.enter();
    expect(calls.at(-1)).to.deep.equal(['join', LINK, { name: 'Zoe' }]);
    expect(shown).to.deep.equal(['/m/351354086']);
    expect(entry.screen.value).to.deep.equal({ kind: 'room', ticket: 'ticket-1' });
  });

  it('asks for a name, and for a PIN of six digits or none, before anything is sent', async () => {
    const { entry, calls } = openEntry({ address: BARE, door: { needsPin: true } });
    await entry.load();
    expect(await entry.enter()).to.equal(false);
    expect(entry.form.value).to.include({ nameProblem: 'nameMissing', pinProblem: undefined });
    entry.typeName('Zoe\u0007');
    entry.typePin('123 45');
    await entry.enter();
    expect(entry.form.value).to.include({ nameProblem: 'nameWrong', pinProblem: 'pinWrong' });
    expect(calls.filter((call) => (call as string[])[0] === 'join')).to.deep.equal([]);
    entry.typeName(' Zoe ');
    entry.typePin('123 456');
    await entry.enter();
    expect(calls.at(-1)).to.deep.equal(['join', BARE, { name: 'Zoe', pin: '123456' }]);
  });

  it('by the link of a host: coming in starts the meeting, unless it runs', async () => {
    const door = { needsPin: false, name: 'Claire', role: 'organizer', live: false, startsByJoining: true } as const;
    const { entry, calls } = openEntry({ door });
    await entry.load();
    expect(entry.starts()).to.equal(true);
    await entry.enter();
    expect(calls.at(-1)).to.deep.equal(['join', LINK, { name: 'Claire', start: true }]);
    const running = openEntry({ door: { ...door, live: true } });
    await running.entry.load();
    expect(running.entry.starts()).to.equal(false);
    await running.entry.enter();
    expect(running.calls.at(-1)).to.deep.equal(['join', LINK, { name: 'Claire' }]);
  });

  it('a new name in the room is kept on the way back into it, also over a reload', async () => {
    const { entry, calls, name, inside } = openEntry();
    await entry.load();
    await entry.enter();
    entry.calledInside('Zoe B.');
    entry.leaveRoom({ kind: 'lost' });
    await settle();
    expect(calls.at(-1)).to.deep.equal(['join', LINK, { name: 'Zoe B.' }]);
    expect(name(), 'not for other meetings').to.equal('Zoe');
    const again = openEntry({ inside: inside() ?? '' });
    await again.entry.load();
    expect(again.entry.form.value.name).to.equal('Zoe B.');
  });

  it('keeps the name for the next meeting', async () => {
    const { entry, name } = openEntry({ door: { needsPin: false } });
    await entry.load();
    entry.typeName('Bob');
    await entry.enter();
    expect(name()).to.equal('Bob');
    const next = openEntry({ door: { needsPin: false }, remembered: 'Bob' });
    await next.entry.load();
    expect(next.entry.form.value.name).to.equal('Bob');
  });

  it('asks at the door when a machine that slept for a day hears the server again: nothing is said to an old wait ticket', async () => {
    const { entry, waits, forward } = openEntry({ joins: [WAITING, WAITING, ADMITTED] });
    await entry.load();
    await entry.enter();
    waits[0]?.listener.onConnection(false);
    waits[0]?.listener.onConnection(true);
    await settle();
    expect(waits).to.have.length(1);
    forward(24 * 3_600_000);
    waits[0]?.listener.onConnection(true);
    await settle();
    expect(waits.map(({ stopped }) => stopped)).to.deep.equal([true, false]);
    forward(24 * 3_600_000);
    waits[1]?.listener.onConnection(true);
    await settle();
    expect(entry.screen.value.kind).to.equal('room');
  });

  it('before the start one waits, and comes in by oneself when the stream says so', async () => {
    const { entry, waits, calls } = openEntry({ joins: [WAITING, ADMITTED] });
    await entry.load();
    await entry.enter();
    expect(entry.screen.value).to.deep.equal({
      kind: 'waiting',
      startsAtMs: Date.UTC(2027, 2, 1, 10),
      bare: false,
      lobby: undefined,
      admitted: false,
    });
    expect(waits[0]?.ticket).to.equal('wait-1');
    waits[0]?.listener.onConnection(false);
    expect(entry.hears.value).to.equal(false);
    waits[0]?.listener.onConnection(true);
    waits[0]?.listener.onOpen();
    await settle();
    expect(entry.screen.value.kind).to.equal('room');
    expect(waits[0]?.stopped).to.equal(true);
    expect(calls.filter((call) => (call as string[])[0] === 'join')).to.have.length(2);
  });

  it('asks again when the word to come in meets a server that does not answer', async () => {
    const { entry, waits, later } = openEntry({ joins: [WAITING, new Refused('unreachable'), ADMITTED] });
    await entry.load();
    await entry.enter();
    waits[0]?.listener.onOpen();
    await settle();
    expect(entry.screen.value.kind).to.equal('waiting');
    expect(entry.form.value.failure).to.equal('offline');
    later.at(-1)?.work();
    await settle();
    expect(entry.screen.value.kind).to.equal('room');
  });

  it('a bare ID waits on a page that can be corrected; nothing is asked in the meantime', async () => {
    const nothing: JoinAnswer = { waiting: true, startsAt: null, waitTicket: 'wait-1' };
    const { entry, waits } = openEntry({ address: BARE, door: { needsPin: true }, joins: [nothing, ADMITTED] });
    await entry.load();
    entry.typeName('Zoe');
    entry.typePin('111111');
    await entry.enter();
    expect(entry.screen.value).to.deep.include({ kind: 'waiting', startsAtMs: undefined, bare: true });
    entry.correct();
    expect(entry.screen.value.kind).to.equal('door');
    expect(entry.form.value).to.include({ name: 'Zoe', pin: '111111' });
    expect(waits[0]?.stopped).to.equal(true);
  });

  it('a page left open over night renews its place before the ticket runs out', async () => {
    const { entry, later, waits } = openEntry({ joins: [WAITING, WAITING] });
    await entry.load();
    await entry.enter();
    expect(later[0]?.afterMs).to.equal(12 * 3_600_000);
    later[0]?.work();
    await settle();
    expect(waits.map(({ stopped }) => stopped)).to.deep.equal([true, false]);
    expect(later[0]?.off).to.equal(true);
  });

  it('the start link asks to sign in when needed, then starts and goes in by the account', async () => {
    const stranger = openEntry({ address: { kind: 'start', token: 'tok' }, door: new Refused('not-signed-in') });
    await stranger.entry.load();
    expect(stranger.signIns).to.deep.equal(['/start/tok']);
    const { entry, calls } = openEntry({ address: { kind: 'start', token: 'tok' } });
    await entry.load();
    expect(entry.starts()).to.equal(true);
    await entry.enter();
    expect(calls.slice(1)).to.deep.equal([
      ['start', 'tok'],
      ['join', BARE, { name: 'Zoe' }],
    ]);
  });

  it('who may start the meeting starts it from its door, and does not wait for oneself', async () => {
    const door: Door = {
      needsPin: false,
      name: 'Olga',
      role: 'organizer',
      live: false,
      startUrl: 'https://x/start/tok',
    };
    const { entry, calls } = openEntry({ address: BARE, door });
    await entry.load();
    expect(entry.starts()).to.equal(true);
    await entry.enter();
    expect(calls.slice(1)).to.deep.equal([
      ['start', 'tok'],
      ['join', BARE, { name: 'Olga' }],
    ]);
  });

  it('each refusal of a link has its own page', async () => {
    const pages: [ErrorCode, string][] = [
      ['unknown-link', 'unknownLink'],
      ['link-revoked', 'revoked'],
      ['meeting-cancelled', 'cancelled'],
      ['removed-from-meeting', 'removed'],
      ['room-full', 'full'],
      ['not-allowed', 'notStarter'],
      ['no-webmeeting-right', 'noRight'],
    ];
    for (const [code, kind] of pages) {
      const { entry } = openEntry({ door: new Refused(code) });
      await entry.load();
      expect(entry.screen.value, code).to.deep.include({ kind: 'problem' });
      expect((entry.screen.value as { problem: { kind: string } }).problem.kind, code).to.equal(kind);
    }
  });

  it('too many attempts: the page says when to try again', async () => {
    const { entry } = openEntry({ joins: [new Refused('too-many-attempts', {}, 90)] });
    await entry.load();
    await entry.enter();
    expect(entry.screen.value).to.deep.include({
      problem: { kind: 'tooMany', requestId: undefined, retryAtMs: NOW_MS + 90_000 },
    });
  });

  it('a server that is away is told beside the button, and what was typed stays', async () => {
    const { entry } = openEntry({ joins: [new Refused('unreachable'), ADMITTED] });
    await entry.load();
    entry.typeName('Zoe M');
    await entry.enter();
    expect(entry.screen.value.kind).to.equal('door');
    expect(entry.form.value).to.include({ failure: 'offline', name: 'Zoe M', busy: false });
    await entry.enter();
    expect(entry.screen.value.kind).to.equal('room');
  });

  it('a field that the server refuses is marked', async () => {
    const { entry } = openEntry({ joins: [new Refused('invalid-input', { name: 'characters' })] });
    await entry.load();
    await entry.enter();
    expect(entry.screen.value.kind).to.equal('door');
    expect(entry.form.value.nameProblem).to.equal('nameWrong');
  });

  it('a connection lost for too long is taken up once more by itself, not for ever', async () => {
    const { entry, calls } = openEntry({ joins: [ADMITTED, { ...ADMITTED, ticket: 'ticket-2' }, ADMITTED] });
    const joins = () => calls.filter((call) => (call as string[])[0] === 'join').length;
    await entry.load();
    await entry.enter();
    entry.leaveRoom({ kind: 'lost' });
    await settle();
    expect(entry.screen.value).to.deep.equal({ kind: 'room', ticket: 'ticket-2' });
    entry.leaveRoom({ kind: 'lost' });
    await settle();
    expect(entry.screen.value.kind).to.equal('problem');
    expect(joins()).to.equal(2);
  });

  it('after leaving, nothing happens until one comes back', async () => {
    const { entry, calls } = openEntry();
    await entry.load();
    await entry.enter();
    entry.leaveRoom({ kind: 'left' });
    await settle();
    expect(entry.screen.value).to.deep.equal({ kind: 'problem', problem: { kind: 'left' } });
    await entry.enter();
    expect(entry.screen.value.kind).to.equal('room');
    expect(calls.filter((call) => (call as string[])[0] === 'join')).to.have.length(2);
  });

  it('a link that opens nothing shows what became of the meeting, and no form', async () => {
    for (const state of ['cancelled', 'removed', 'off', 'replaced'] as const) {
      const { entry } = openEntry({ door: { needsPin: false, state, title: 'Budget' } });
      await entry.load();
      expect(entry.screen.value.kind).to.equal('news');
      expect(entry.screen.value).to.have.nested.include({ 'news.state': state, 'news.title': 'Budget' });
    }
    const over = openEntry({ door: { needsPin: false, state: 'over', title: 'Budget' } });
    await over.entry.load();
    expect(over.entry.screen.value.kind).to.equal('door');
  });

  it('who is refused because it was cancelled meanwhile asks the door what became of it, once', async () => {
    const { entry, calls } = openEntry({ joins: [new Refused('meeting-cancelled'), new Refused('meeting-cancelled')] });
    await entry.load();
    await entry.enter();
    await settle();
    expect(calls.map((call) => (call as string[])[0])).to.deep.equal(['door', 'join', 'door']);
  });

  it('the right PIN of a coming meeting tells when it is; of a cancelled one that it is', async () => {
    const news = { state: 'open', title: 'Budget', startsAt: '2027-03-01T10:00:00.000Z' } as const;
    const { entry, waits } = openEntry({
      address: BARE,
      door: { needsPin: true },
      joins: [
        { ...WAITING, news },
        { ...WAITING, startsAt: null, news: { state: 'cancelled', title: 'Budget' } },
      ],
    });
    await entry.load();
    entry.typeName('Gus');
    entry.typePin('123456');
    await entry.enter();
    expect(entry.screen.value).to.deep.include({ kind: 'waiting', bare: false });
    expect(entry.door.value).to.include({ needsPin: true, title: 'Budget' });
    await entry.enter();
    expect(entry.screen.value).to.have.nested.include({ kind: 'news', 'news.state': 'cancelled' });
    expect(waits.at(-1)?.stopped).to.equal(true);
  });
});
