import { expect } from 'chai';
import { createPasswords } from '../../../src/accounts/password.ts';
import { createSignIn } from '../../../src/accounts/sign-in.ts';
import { createSignInStore } from '../../../src/accounts/sign-in-store.ts';
import { DomainError } from '../../../src/base/errors.ts';
import { createPrincipalView } from '../../../src/calendar/dav/principal-view.ts';
import { createBusyOf, createFreeBusy } from '../../../src/calendar/free-busy/free-busy.ts';
import { createFreeBusyStore } from '../../../src/calendar/free-busy/free-busy-store.ts';
import { createRateLimit } from '../../../src/platform/rate-limit.ts';
import { HOST, type HostedHouse, MEETING_ADDRESS, mailedObject, openHostedHouse } from '../../kit/hosted-house.ts';

const EVENT = ['DTSTART:20270208T090000Z', 'DTEND:20270208T100000Z', 'SUMMARY:Point', 'DTSTAMP:20270201T080000Z'];

describe('the account of the server itself', () => {
  let house: HostedHouse;
  beforeEach(async () => {
    house = await openHostedHouse();
    await house.mail(mailedObject('REQUEST', [EVENT]));
  });
  afterEach(() => house.close());

  it('is one, whatever it owns', async () => {
    await house.mail(mailedObject('REQUEST', [EVENT], { uid: 'other@partner.example' }));
    expect(await house.database('accounts').select('email', 'email_key', 'is_service')).to.deep.equal([
      { email: MEETING_ADDRESS, email_key: 'service', is_service: 1 },
    ]);
  });

  it('is found by no address, in no search, and counts as nobody', async () => {
    expect(await house.accounts.count()).to.equal(0);
    for (const text of [MEETING_ADDRESS, 'service', 'WebMeeting']) {
      expect(await house.accounts.findByEmail(text)).to.equal(undefined);
      expect(await house.accounts.findByEmails([text])).to.deep.equal([]);
      expect(await createPrincipalView(house.database).search(text, 10)).to.deep.equal([]);
    }
  });

  it('has no free/busy that anyone could ask for', async () => {
    const store = createFreeBusyStore(house.database);
    const freeBusy = createFreeBusy({
      accounts: house.accounts,
      store,
      busyOf: createBusyOf({ store, reader: house.reader }),
      clock: house.clock,
    });
    const ann = await house.addAccount('ann@example.org');
    const span = { from: '2027-02-08', to: '2027-02-09', timeZone: 'UTC' };
    const { people } = await freeBusy(ann, { emails: [MEETING_ADDRESS], ...span });
    expect(people).to.deep.equal([{ email: MEETING_ADDRESS, known: false, busy: [] }]);
  });

  it('lets nobody sign in', async () => {
    const limit = createRateLimit({ points: 100, windowMs: 60_000 });
    const signIn = createSignIn({
      accounts: house.accounts,
      sessions: createSignInStore(house.database),
      passwords: createPasswords(),
      limits: { person: limit, network: limit },
      clock: house.clock,
    });
    for (const [email, password] of [
      [MEETING_ADDRESS, ''],
      ['service', ''],
      ['service', 'service'],
    ] as const) {
      const attempt = await signIn
        .signIn({ email, password, network: '::1', userAgent: '' })
        .catch((error: unknown) => (error instanceof DomainError ? error.code : error));
      expect(attempt).to.equal('wrong-credentials');
    }
  });

  it('leaves its address to a person, whose meetings it does not touch', async () => {
    const person = await house.addAccount(MEETING_ADDRESS);
    expect((await house.accounts.findByEmail(MEETING_ADDRESS))?.id).to.equal(person.id);
    await house.mail(mailedObject('REQUEST', [EVENT], { uid: 'other@partner.example' }));
    const hosted = await house.hosted.find('other@partner.example', HOST);
    const meeting = hosted && (await house.meetings.findById(hosted.meetingId));
    expect(meeting?.organizerId).to.equal((await house.accounts.findService())?.id);
    expect(meeting?.organizerId).to.not.equal(person.id);
  });
});
