import { expect } from 'chai';
import { type DavHouse, type DavPerson, eventText, propfindBody, responsesOf, startDavHouse } from './dav-house.ts';

describe('scheduling between accounts', () => {
  let house: DavHouse;
  let anna: DavPerson;
  let bob: DavPerson;
  before(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
    bob = await house.addPerson('bob@example.org', 'Bob');
  });
  after(() => house.stop());

  const PEOPLE = [
    'ORGANIZER;CN=Anna:mailto:anna@example.org',
    'ATTENDEE;CN=Anna;PARTSTAT=ACCEPTED:mailto:anna@example.org',
    'ATTENDEE;CN=Bob;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:bob@example.org',
  ];
  const namesIn = async (person: DavPerson): Promise<string[]> => {
    const { text } = await person.send('PROPFIND', person.calendar, {
      headers: { depth: '1' },
      body: propfindBody('D:getetag'),
    });
    return [...responsesOf(text).keys()].filter((href) => href !== person.calendar);
  };
  const tagsOf = async (person: DavPerson, path: string) => {
    const { headers, text } = await person.send('GET', path);
    return { etag: headers.get('etag') ?? '', scheduleTag: headers.get('schedule-tag') ?? '', text };
  };

  it('brings an invitation to the calendar of who has an account, and the answer back, the schedule tag unchanged', async () => {
    const path = `${anna.calendar}invite.ics`;
    expect((await anna.send('PUT', path, { body: eventText('invite', '20270301T090000', PEOPLE) })).status).to.equal(
      201,
    );
    const [copyPath = ''] = await namesIn(bob);
    const copy = await tagsOf(bob, copyPath);
    expect(copy.text).to.contain('UID:invite');
    const before = await tagsOf(anna, path);

    const answered = copy.text.replace('PARTSTAT=NEEDS-ACTION', 'PARTSTAT=ACCEPTED');
    const put = await bob.send('PUT', copyPath, { body: answered, headers: { 'if-match': copy.etag } });
    expect(put.status).to.equal(204);

    const after = await tagsOf(anna, path);
    expect(after.text.replaceAll('\r\n ', '')).to.match(/ATTENDEE[^\r]*PARTSTAT=ACCEPTED[^\r]*:mailto:bob@example.org/);
    expect(after.etag).to.not.equal(before.etag);
    expect(after.scheduleTag).to.equal(before.scheduleTag);

    const renamed = before.text.replace('Event invite', 'Renamed');
    const stale = await anna.send('PUT', path, { body: renamed, headers: { 'if-match': before.etag } });
    expect(stale.status).to.equal(412);
    const byTag = await anna.send('PUT', path, {
      body: renamed,
      headers: { 'if-schedule-tag-match': before.scheduleTag },
    });
    expect(byTag.status).to.equal(204);
    const now = await tagsOf(anna, path);
    // Bob's answer is not taken back by a program that has not seen it.
    expect(now.text.replaceAll('\r\n ', ''))
      .to.contain('Renamed')
      .and.match(/PARTSTAT=ACCEPTED[^\r]*:mailto:bob@example.org/);
    expect((await tagsOf(bob, copyPath)).text).to.contain('Renamed');
  });

  it('takes an answer to a copy, and nothing else', async () => {
    const path = `${anna.calendar}fixed.ics`;
    await anna.send('PUT', path, { body: eventText('fixed', '20270302T090000', PEOPLE) });
    const copyPath = (await namesIn(bob)).find((href) => href.includes('fixed')) ?? '';
    const copy = await tagsOf(bob, copyPath);
    const moved = copy.text.replace('T090000', 'T110000').replace('T100000', 'T120000');
    const answer = await bob.send('PUT', copyPath, { body: moved });
    if (answer.status === 403) expect(answer.text).to.contain('allowed-attendee-scheduling-object-change');
    else expect(answer.status).to.equal(204);
    expect((await tagsOf(anna, path)).text).to.contain('T090000');
  });

  it('takes an event back from everyone, and a removed copy for a no', async () => {
    const path = `${anna.calendar}gone.ics`;
    await anna.send('PUT', path, { body: eventText('gone', '20270303T090000', PEOPLE) });
    const copyPath = (await namesIn(bob)).find((href) => href.includes('gone')) ?? '';
    expect((await bob.send('DELETE', copyPath)).status).to.equal(204);
    expect((await tagsOf(anna, path)).text.replaceAll('\r\n ', '')).to.match(
      /PARTSTAT=DECLINED[^\r]*:mailto:bob@example.org/,
    );
    await anna.send('PUT', `${anna.calendar}all.ics`, { body: eventText('all', '20270304T090000', PEOPLE) });
    expect((await namesIn(bob)).some((href) => href.includes('all'))).to.equal(true);
    await anna.send('DELETE', `${anna.calendar}all.ics`);
    expect((await namesIn(bob)).some((href) => href.includes('all'))).to.equal(false);
  });
});
