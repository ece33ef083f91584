import { expect } from 'chai';
import { type DavHouse, type DavPerson, eventText, NAMESPACES, responsesOf, startDavHouse } from './dav-house.ts';

describe('an event that its organizer hands over, as calendar programs see it', () => {
  let house: DavHouse;
  let anna: DavPerson;
  let bob: DavPerson;
  beforeEach(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
    bob = await house.addPerson('bob@example.org', 'Bob');
  });
  afterEach(() => house.stop());

  const sync = async (person: DavPerson, token = '') => {
    const { text } = await person.send('REPORT', person.calendar, {
      body: `<D:sync-collection ${NAMESPACES}><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>`,
    });
    const found = [...responsesOf(text)].map(
      ([href, inside]) => `${href}${inside.includes('404 Not Found') ? ' is gone' : ''}`,
    );
    return { found, token: /<D:sync-token>([^<]*)</.exec(text)?.[1] ?? '' };
  };
  const textAt = async (person: DavPerson, path: string): Promise<string> =>
    (await person.send('GET', path)).text.replaceAll('\r\n ', '');
  const PEOPLE = [
    'ORGANIZER;CN=Anna:mailto:anna@example.org',
    'ATTENDEE;CN=Anna;PARTSTAT=ACCEPTED:mailto:anna@example.org',
    'ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:zoe@example.net',
  ];
  const handOver = async (name: string) => {
    const path = `${anna.calendar}${name}.ics`;
    const { status } = await anna.send('PUT', path, { body: eventText(name, '20270301T090000', PEOPLE) });
    expect(status).to.equal(201);
    const tokens = { anna: (await sync(anna)).token, bob: (await sync(bob)).token };
    const [event] = await house.stores.events.listOwnByUid(name);
    if (!event) throw new Error('no event');
    await house.calendar.handOverEvent(anna.account, event.id, { email: bob.account.email });
    return { path, tokens };
  };

  it('is replaced under its name by an invitation that is accepted, and comes to the other', async () => {
    const { path, tokens } = await handOver('review');
    expect((await sync(anna, tokens.anna)).found).to.deep.equal([path]);
    const theirs = (await sync(bob, tokens.bob)).found;
    expect(theirs).to.deep.equal([`${bob.calendar}review.ics`]);
    for (const text of [await textAt(anna, path), await textAt(bob, theirs[0] ?? '')]) {
      expect(text).to.match(/ORGANIZER;CN="?Bob"?:mailto:bob@example.org/);
      expect(text).to.match(/ATTENDEE;[^\r]*PARTSTAT=ACCEPTED[^\r]*:mailto:anna@example.org/);
      expect(text).to.contain('mailto:zoe@example.net').and.contain('UID:review');
    }
  });

  it('takes an answer from the one, changes from the other, and nothing from what the one had in memory', async () => {
    const { path } = await handOver('review');
    const stale = await anna.send('PUT', path, {
      body: eventText('review', '20270301T090000', PEOPLE).replace('Event review', 'Mine'),
    });
    expect(stale.status).to.be.oneOf([403, 409]);
    const copy = await anna.send('GET', path);
    const declined = copy.text.replace(
      /(ATTENDEE;(?:[^:]|\r\n )*?PARTSTAT=)ACCEPTED((?:[^\r]|\r\n )*?anna@example\.org)/,
      '$1DECLINED$2',
    );
    expect(declined).to.not.equal(copy.text);
    const put = await anna.send('PUT', path, {
      body: declined,
      headers: { 'if-match': copy.headers.get('etag') ?? '' },
    });
    expect(put.status).to.equal(204);
    const theirs = `${bob.calendar}review.ics`;
    expect(await textAt(bob, theirs)).to.match(/ATTENDEE;[^\r]*PARTSTAT=DECLINED[^\r]*:mailto:anna@example.org/);
    const { text, headers } = await bob.send('GET', theirs);
    const renamed = await bob.send('PUT', theirs, {
      body: text.replace('Event review', 'Renamed'),
      headers: { 'if-match': headers.get('etag') ?? '' },
    });
    expect(renamed.status).to.equal(204);
    expect(await textAt(anna, path)).to.contain('SUMMARY:Renamed');
  });
});
