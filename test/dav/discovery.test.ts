import { expect } from 'chai';
import { type DavHouse, type DavPerson, propfindBody, responsesOf, startDavHouse } from './dav-house.ts';

const DAV_CLASSES = '1, 3, extended-mkcol, calendar-access, calendar-auto-schedule';
const depth = (value: string) => ({ headers: { depth: value } });

describe('finding the calendars', () => {
  let house: DavHouse;
  let anna: DavPerson;
  before(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna Petit');
  });
  after(() => house.stop());

  for (const method of ['GET', 'PROPFIND', 'OPTIONS', 'REPORT', 'PUT'])
    it(`leads ${method} from /.well-known/caldav to /dav/ without a password`, async () => {
      const answer = await house.send(method, '/.well-known/caldav');
      expect(answer.status).to.equal(301);
      expect(answer.headers.get('location')).to.equal('/dav/');
    });

  it('tells what it can without a password', async () => {
    for (const path of ['/dav/', '/dav', anna.calendar]) {
      const answer = await house.send('OPTIONS', path);
      expect(answer.status, path).to.equal(200);
      expect(answer.headers.get('dav'), path).to.equal(DAV_CLASSES);
      expect(answer.headers.get('allow'), path).to.contain('REPORT').and.contain('MKCALENDAR').and.not.contain('LOCK');
    }
  });

  it('asks for Basic', async () => {
    const answer = await house.send('PROPFIND', '/dav/', depth('0'));
    expect(answer.status).to.equal(401);
    expect(answer.headers.get('www-authenticate')).to.equal('Basic realm="WebMeeting", charset="UTF-8"');
  });

  it('leads from any entrance to the principal, the home and the calendar', async () => {
    for (const path of ['/', '/dav', '/dav/', '/dav/principals/', '/dav/calendars/', anna.home, anna.calendar]) {
      const { status, text } = await anna.send('PROPFIND', path, {
        ...depth('0'),
        body: propfindBody('D:current-user-principal'),
      });
      expect(status, path).to.equal(207);
      expect(text, path).to.contain(
        `<D:current-user-principal><D:href>/dav/principals/${anna.account.id}/</D:href></D:current-user-principal>`,
      );
    }
    const principal = await anna.send('PROPFIND', `/dav/principals/${anna.account.id}/`, {
      ...depth('0'),
      body: propfindBody(
        'C:calendar-home-set',
        'C:schedule-inbox-URL',
        'C:schedule-outbox-URL',
        'C:calendar-user-address-set',
      ),
    });
    expect(principal.text).to.contain(`<C:calendar-home-set><D:href>${anna.home}</D:href></C:calendar-home-set>`);
    expect(principal.text).to.contain(
      `<C:schedule-inbox-URL><D:href>${anna.home}inbox/</D:href></C:schedule-inbox-URL>`,
    );
    expect(principal.text).to.contain(
      `<C:schedule-outbox-URL><D:href>${anna.home}outbox/</D:href></C:schedule-outbox-URL>`,
    );
    expect(principal.text).to.contain('<D:href>mailto:anna@example.org</D:href>');
    const home = await anna.send('PROPFIND', anna.home, { ...depth('1'), body: propfindBody('D:resourcetype') });
    expect([...responsesOf(home.text).keys()]).to.deep.equal([
      anna.home,
      anna.calendar,
      `${anna.home}inbox/`,
      `${anna.home}outbox/`,
    ]);
  });

  it('shows a file manager the way to the documents', async () => {
    const root = await anna.send('PROPFIND', '/dav/', { ...depth('1'), body: propfindBody('D:resourcetype') });
    const found = responsesOf(root.text);
    expect([...found.keys()]).to.deep.equal(['/dav/', '/dav/principals/', '/dav/calendars/', '/dav/documents/']);
    expect(found.get('/dav/documents/')).to.contain('<D:resourcetype><D:collection/></D:resourcetype>');
  });

  it('does not go down without end', async () => {
    for (const headers of [{ depth: 'infinity' }, {}] as const) {
      const answer = await anna.send('PROPFIND', anna.home, { headers });
      expect(answer.status).to.equal(403);
      expect(answer.text).to.contain('<D:propfind-finite-depth/>');
    }
    expect((await anna.send('PROPFIND', anna.home, depth('2'))).status).to.equal(400);
  });

  it('knows nothing at other addresses', async () => {
    const paths = [
      '/dav/x/',
      '/dav/principals/nobody/',
      `${anna.home}none/`,
      `${anna.calendar}none.ics`,
      `${anna.calendar}a/b/c`,
    ];
    for (const path of [...paths, `${anna.home}a%2fb/`, `${anna.calendar}%zz`, `${anna.calendar}a%00b`])
      expect((await anna.send('PROPFIND', path, depth('0'))).status, path).to.equal(404);
  });

  it('knows no locks and no copies', async () => {
    for (const method of ['LOCK', 'UNLOCK', 'COPY', 'PATCH']) {
      const answer = await anna.send(method, anna.calendar);
      expect(answer.status, method).to.equal(405);
      expect(answer.headers.get('allow')).to.contain('PROPFIND');
    }
  });

  it('tells people who come with a browser what the address is for', async () => {
    const { status, text } = await anna.send('GET', '/dav/');
    expect(status).to.equal(200);
    expect(text).to.contain('calendar programs').and.contain('programmes d’agenda');
  });

  it('leaves what is not CalDAV alone', async () => {
    expect((await house.send('GET', '/')).text).to.equal('pages');
    expect((await house.send('GET', '/davy')).text).to.equal('pages');
  });
});

describe('who comes in', () => {
  let house: DavHouse;
  let anna: DavPerson;
  before(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
  });
  after(() => house.stop());
  const basic = (email: string, password: string): string =>
    `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
  const statusWith = async (authorization: string, headers: Record<string, string> = {}): Promise<number> =>
    (await house.send('PROPFIND', '/dav/', { headers: { depth: '0', authorization, ...headers } })).status;

  it('takes the address in any case', async () => {
    expect(await statusWith(basic('ANNA@example.ORG', anna.password))).to.equal(207);
  });

  it('refuses a wrong password, another address, and what is no Basic', async () => {
    for (const authorization of [
      basic('anna@example.org', 'wrong'),
      basic('other@example.org', anna.password),
      basic('anna@example.org', ''),
      `Bearer ${anna.password}`,
      'Basic !!!',
      `Basic ${'A'.repeat(5_000)}`,
    ])
      expect(await statusWith(authorization), authorization.slice(0, 40)).to.equal(401);
  });

  it('refuses an app password that was taken away', async () => {
    const { id, password } = await house.appPasswords.create(anna.account, 'old phone');
    expect(await statusWith(basic('anna@example.org', password))).to.equal(207);
    await house.appPasswords.revoke(anna.account, id);
    expect(await statusWith(basic('anna@example.org', password))).to.equal(401);
  });

  it('takes no password over a line that others can read', async () => {
    const far = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'http' };
    const answer = await house.send('PROPFIND', '/dav/', {
      headers: { ...far, depth: '0', authorization: anna.authorization },
    });
    expect(answer.status).to.equal(403);
    expect(answer.text).to.contain('https').and.contain('Aucun mot de passe');
    expect(answer.headers.get('www-authenticate')).to.equal(null);
    expect(await statusWith(anna.authorization, { ...far, 'x-forwarded-proto': 'https' })).to.equal(207);
  });

  it('stops who guesses, and nobody else', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address, 'x-forwarded-proto': 'https' });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 22; attempt += 1)
      statuses.push(await statusWith(basic('anna@example.org', `guess${attempt}`), from('203.0.113.7')));
    expect(statuses.slice(0, 20)).to.deep.equal(Array.from({ length: 20 }, () => 401));
    expect(statuses.slice(20)).to.deep.equal([429, 429]);
    expect(await statusWith(anna.authorization, from('203.0.113.8'))).to.equal(207);
    expect(await statusWith(anna.authorization, from('203.0.113.7'))).to.equal(207);
  });
});
