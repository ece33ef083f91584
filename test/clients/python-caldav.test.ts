import { join } from 'node:path';
import { expect } from 'chai';
import { type ClientHome, type DavServer, openClientHome, startDavServer } from '../kit/dav-clients.ts';

describe('python3-caldav', function () {
  this.timeout(60_000);
  let server: DavServer;
  let home: ClientHome;
  let seen: Record<string, unknown>;
  before(async () => {
    server = await startDavServer();
    home = openClientHome();
    const { url, email, password } = server.account;
    const walk = join(import.meta.dirname, 'caldav-walk.py');
    seen = JSON.parse(await home.must('/usr/bin/python3', [walk, url, email, password])) as Record<string, unknown>;
  });
  after(async () => {
    home?.remove();
    await server?.stop();
  });

  it('finds the principal, its address and its calendars, and makes one', () => {
    expect(seen['address']).to.include('mailto:admin@example.org');
    expect(seen['calendars']).to.equal(1);
    expect(seen['made']).to.include('From Python').and.have.length(2);
  });

  it('stores events; the flag brings the link', () => {
    expect(seen['location']).to.match(/^http:\/\/localhost:\d+\/m\/\d{9}$/);
    expect(seen['byUid']).to.equal('Walk');
  });

  it('searches by dates, with the series written out or whole, by words and by category', () => {
    expect(seen['expanded']).to.deep.equal(['2027-03-08T09:00', '2027-03-15T09:00', '2027-03-22T09:00']);
    expect(seen['whole']).to.deep.equal(['2027-03-01T09:00']);
    expect(seen['bySummary']).to.equal(1);
    expect(seen['byCategory']).to.equal(1);
  });

  it('learns when its user is busy', () => {
    expect(seen['busy']).to.deep.equal(['2027-03-01T09:00', '2027-03-02T08:00', '2027-03-08T09:00']);
  });

  it('asks through the outbox when others are busy', () => {
    expect(seen['asked']).to.deep.equal([
      ['mailto:admin@example.org', '2.0;Success', 3],
      ['mailto:nobody@example.com', '3.7;Invalid calendar user', 0],
    ]);
  });

  it('learns by tokens what is new, changed and gone', () => {
    expect([seen['empty'], seen['added'], seen['changed'], seen['gone']]).to.deep.equal([0, 2, 1, 1]);
  });

  it('deletes events and calendars', () => {
    expect(seen['left']).to.deep.equal(['Made from parts']);
    expect(seen['afterDelete']).to.equal('not found');
    expect(seen['calendarsLeft']).to.equal(1);
  });
});
