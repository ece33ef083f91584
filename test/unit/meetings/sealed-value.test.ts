import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import type { AccountId, MeetingId, ParticipantId, SessionId } from '../../../src/base/ids.ts';
import { waitQuery } from '../../../src/contract/http/wait.ts';
import { createEntryTickets, ENTRY_TICKET_LASTS_MS } from '../../../src/meetings/entry-ticket.ts';
import { createReloadPasses } from '../../../src/meetings/reload-pass.ts';
import { createWaitTickets, type WaitTicket } from '../../../src/meetings/wait-ticket.ts';
import { createKeyring } from '../../../src/platform/keyring.ts';
import { createTurnedClock } from '../../kit/turned-clock.ts';

const TICKET = {
  sessionId: 's' as SessionId,
  meetingId: '351354086' as MeetingId,
  participantId: 'p' as ParticipantId,
  person: 'account:a',
  name: 'Zoé 🐝',
  role: 'organizer' as const,
  accountId: 'a' as AccountId,
  key: 'account' as const,
  rank: 0,
  mayModerate: true,
};

describe('tickets', () => {
  const keyring = createKeyring(randomBytes(32));
  const clock = createTurnedClock(1_800_000_000_000);
  const tickets = createEntryTickets({ keyring, clock });

  it('come back as they were given', () => {
    expect(tickets.redeem(tickets.issue(TICKET))).to.deep.equal({
      ...TICKET,
      expiresMs: clock.nowMs() + ENTRY_TICKET_LASTS_MS,
    });
  });

  it('end after a minute', () => {
    const ticket = tickets.issue(TICKET);
    clock.forward(ENTRY_TICKET_LASTS_MS - 1);
    expect(tickets.redeem(ticket)).to.include({ name: 'Zoé 🐝' });
    clock.forward(1);
    expect(tickets.redeem(ticket)).to.equal(undefined);
  });

  it('fit into the socket’s greeting with the longest name and address', () => {
    const ticket = tickets.issue({ ...TICKET, name: '漢'.repeat(80), person: `invitee:${'x'.repeat(254)}` });
    expect(ticket.length).to.be.below(2_000);
  });

  it('are worth nothing when changed, made up, of another key or another kind', () => {
    const ticket = tickets.issue(TICKET);
    const bytes = Buffer.from(ticket, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(tickets.redeem(changed.toString('base64url'))).to.equal(undefined);
    }
    for (const text of ['', 'x', ticket.slice(0, -4), randomBytes(200).toString('base64url')]) {
      expect(tickets.redeem(text)).to.equal(undefined);
    }
    expect(createEntryTickets({ keyring: createKeyring(randomBytes(32)), clock }).redeem(ticket)).to.equal(undefined);
    expect(createReloadPasses({ keyring, clock }).redeem(ticket)).to.equal(undefined);
    expect(createWaitTickets({ keyring, clock }).redeem(ticket)).to.equal(undefined);
  });

  describe('for waiting', () => {
    const waiting = createWaitTickets({ keyring, clock });
    const WAITS: WaitTicket = {
      meetingId: TICKET.meetingId,
      waits: 'knock',
      sessionId: '',
      knockId: 'k',
      participantId: TICKET.participantId,
      person: 'guest:x',
      name: 'Zoé 🐝',
      key: 'none',
      role: 'attendee',
      rank: 9,
      mayModerate: false,
      declined: false,
    };

    it('come back as they were given', () => {
      expect(waiting.redeem(waiting.issue(WAITS)))
        .to.include(WAITS)
        .and.not.to.have.property('filling');
    });

    it('look the same whoever waits for what', () => {
      const people: Partial<WaitTicket>[] = [
        {},
        { waits: 'start', key: 'link', person: `invitee:${'x'.repeat(100)}@example.org` },
        {
          waits: 'lobby',
          sessionId: 's'.repeat(36) as SessionId,
          key: 'account',
          role: 'moderator',
          mayModerate: true,
        },
        { name: '漢'.repeat(80) },
        { name: '"'.repeat(80) },
        { name: 'x' },
      ];
      const lengths = new Set(people.map((change) => waiting.issue({ ...WAITS, ...change }).length));
      expect([...lengths]).to.have.length(1);
    });

    it('fit into an address with the longest name and address', () => {
      const ticket = waiting.issue({ ...WAITS, name: '漢'.repeat(80), person: `invitee:${'é'.repeat(254)}` });
      expect(waitQuery.safeParse({ ticket }).success).to.equal(true);
    });
  });
});
