import { expect } from 'chai';
import { buildDocuments, type DocumentParts } from '../../src/app/build-documents.ts';
import { buildShareMails } from '../../src/app/build-share-mails.ts';
import type { Language } from '../../src/base/languages.ts';
import type { ShareBody, SharedBody } from '../../src/contract/http/document.ts';
import { SHARE_MAILS_AN_HOUR } from '../../src/invitations/shared/share-mail-job.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type DocumentPerson, folder, list, put } from '../kit/documents-server.ts';
import { type InvitationHouse, openInvitationHouse } from '../kit/invitation-house.ts';
import { type CaughtMail, catchMails } from '../kit/mail-catcher.ts';
import { startApp } from '../kit/start-app.ts';
import { type MeetingServer, startMeetingServer } from '../kit/start-meeting-server.ts';

const HERE = 'https://meet.example.org';
const HOUR_MS = 3_600_000;
const GUEST = 'guest@elsewhere.example';

const htmlOf = ({ parsed }: CaughtMail): string => String(parsed.html).replaceAll('<wbr>', '').replaceAll('&amp;', '&');
const textOf = ({ parsed }: CaughtMail): string => (parsed.text ?? '').replace(/[\u00a0\u202f]/g, ' ');

describe('a person with whom something is shared', () => {
  let house: InvitationHouse;
  let server: MeetingServer;
  let documents: DocumentParts;
  let woken: number;
  let olga: DocumentPerson;

  const person = async (email: string, name: string, language: Language): Promise<DocumentPerson> => {
    const account = await house.addAccount(email, { name, language });
    return { account, api: await server.signIn(account) };
  };
  beforeEach(async () => {
    house = await openInvitationHouse();
    woken = 0;
    server = await startMeetingServer({
      house,
      more: () => {
        const config = { dataDirectory: house.directory, publicUrl: HERE };
        documents = buildDocuments({ ...house, config }, house.accounts, () => {
          woken += 1;
        });
        return documents.api;
      },
    });
    olga = await person('olga@example.org', 'Olga Roux', 'fr');
  });
  afterEach(() => server.close());

  /** What leaves when the job runs anew, as after a start of the server. */
  const mails = async (): Promise<CaughtMail[]> => {
    const before = house.catcher.mails.length;
    const mail = { from: 'meet@example.org', languages: ['fr', 'en'] };
    const ground = { ...house, config: { mail, publicUrl: HERE } as never };
    await buildShareMails(ground, house, house, documents).shareMailJob.run();
    await house.sender.run();
    return house.catcher.mails.slice(before);
  };
  const one = async (): Promise<CaughtMail> => {
    const [mail, ...others] = await mails();
    expect(others).to.deep.equal([]);
    if (mail === undefined) throw new Error('no mail came');
    return mail;
  };
  const share = (id: string, email: string, more: object = {}, api: ApiClient = olga.api): Promise<ShareBody> =>
    api.post<ShareBody>(`/documents/${id}/shares`, { kind: 'person', email, ...more });
  const inHours = (hours: number): string => new Date(house.clock.nowMs() + hours * HOUR_MS).toISOString();

  it('and has no account gets their own link, in both languages, and answers go to who shares', async () => {
    const file = await put(olga.api, 'Budget 2027.txt', 'figures');
    const { url = '' } = await share(file.id, GUEST, { expiresAt: inHours(48) });
    expect(woken).to.equal(1);
    const mail = await one();
    expect(mail.to).to.deep.equal([GUEST]);
    expect(mail.parsed.subject).to.equal('Document partagé / Shared document\u00a0: Budget 2027.txt');
    expect(mail.parsed.from?.value).to.deep.equal([{ name: 'Olga Roux', address: 'meet@example.org' }]);
    expect(mail.parsed.replyTo?.value).to.deep.equal([{ name: 'Olga Roux', address: 'olga@example.org' }]);
    for (const part of [textOf(mail), htmlOf(mail)]) {
      expect(part).to.include('Olga Roux partage un document avec vous');
      expect(part).to.include('Olga Roux shares a document with you');
      expect(part).to.include('s’ouvre sans compte').and.include('opens without an account');
      expect(part).to.include('Budget 2027.txt').and.include(url);
      expect(part).to.include('Ouvrir').and.include('Open').and.include('Accessible jusqu’au');
    }
    expect(textOf(mail)).to.match(/Open until: .*2027, .*\d\d:\d\d.* – .*UTC\+\d/);
    const opened = await server.client().get<SharedBody>(`/shared/${url.split('/s/')[1]}`);
    expect(opened.document.id).to.equal(file.id);
  });

  it('and has an account reads first in their language, where to find it signed in, without a key', async () => {
    const mona = await person('mona@example.org', 'Mona', 'en');
    const file = await put(olga.api, 'plan.txt', 'the plan');
    await share(file.id, 'MONA@example.org');
    const mail = await one();
    expect(mail.to).to.deep.equal(['mona@example.org']);
    expect(mail.parsed.subject).to.match(/^Shared document \/ Document partagé: /);
    for (const part of [textOf(mail), htmlOf(mail)]) {
      expect(part).to.include(`${HERE}/documents/shared`).and.not.include('/s/');
      expect(part).to.include('Sign in with your account').and.include('Connectez-vous');
      expect(part).to.not.include('Open until');
    }
    expect((await list(mona.api, '?shared=1')).documents.map(({ name }) => name)).to.deep.equal(['plan.txt']);
  });

  it('is led to the folder, or to the page of the recording', async () => {
    await person('mona@example.org', 'Mona', 'en');
    const work = await folder(olga.api, 'Work');
    await share(work.id, 'mona@example.org');
    const first = textOf(await one());
    expect(first).to.include(`${HERE}/documents/${work.id}`).and.include('shares a folder with you');

    const sound = await put(olga.api, 'Recording 1.ogg', 'sound', { parentId: work.id });
    const { id: meetingId } = await olga.api.post<{ id: string }>('/meetings', {});
    const nowMs = house.clock.nowMs();
    await house.database('sessions').where({ meeting_id: meetingId }).delete();
    await house.database('sessions').insert({ id: 's1', meeting_id: meetingId, recurrence_id: '', started_ms: nowMs });
    await house.database('recordings').insert({
      ...{ id: 'rec1', session_id: 's1', meeting_id: meetingId, account_id: olga.account.id, number: 1 },
      ...{ state: 'ready', started_ms: nowMs, since_ms: nowMs, document_id: sound.id },
    });
    await house.database('documents').where({ id: work.id }).update({ origin: 'session', name: 'Budget – 2027-03-04' });
    await share(sound.id, 'mona@example.org');
    const { url = '' } = await share(sound.id, GUEST);
    const sent = await mails();
    const to = (address: string): string =>
      sent
        .filter((mail) => mail.to.includes(address))
        .map(textOf)
        .join();
    expect(to('mona@example.org')).to.include(`${HERE}/recordings/rec1`).and.include('the recording of a meeting');
    expect(to(GUEST)).to.include('Budget – 2027-03-04').and.include(url).and.not.include('/recordings/');
  });

  it('is told once, over restarts, also when the end of the share changes', async () => {
    const file = await put(olga.api, 'plan.txt', 'the plan');
    await share(file.id, GUEST);
    expect(await mails()).to.have.length(1);
    expect(await house.database('document_shares').first('told_ms')).to.deep.equal({ told_ms: house.clock.nowMs() });
    expect(await mails()).to.deep.equal([]);
    await share(file.id, GUEST, { expiresAt: inHours(5) });
    expect(await mails()).to.deep.equal([]);
  });

  it('is told by the same transaction that notes it: a mail that cannot be kept is tried again', async () => {
    const file = await put(olga.api, 'plan.txt', 'the plan');
    await share(file.id, GUEST);
    await house.database.raw("CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END");
    expect(await mails()).to.deep.equal([]);
    expect((await house.database('document_shares').first('told_ms')).told_ms).to.equal(null);
    await house.database.raw('DROP TRIGGER full');
    expect(await mails()).to.have.length(1);
  });

  it('is not told of what was taken back, has ended or lies in the bin; out of the bin they are', async () => {
    const [file, binned] = [await put(olga.api, 'plan.txt', 'x'), await put(olga.api, 'old.txt', 'x')];
    const removed = await share(file.id, GUEST);
    await olga.api.delete(`/documents/${file.id}/shares/${removed.id}`);
    await share(file.id, 'late@elsewhere.example', { expiresAt: inHours(1) });
    house.clock.forward(HOUR_MS);
    await share(binned.id, GUEST);
    await olga.api.delete(`/documents/${binned.id}`);
    expect(await mails()).to.deep.equal([]);
    await olga.api.patch(`/documents/${binned.id}`, { restore: true });
    expect((await one()).parsed.subject).to.include('old.txt');
  });

  it('is not told of a share that is taken back while its mail is written', async () => {
    const file = await put(olga.api, 'plan.txt', 'x');
    const { id } = await share(file.id, GUEST);
    const { composeNotices } = house.composer;
    const ground = { ...house, config: { mail: { from: 'meet@example.org', languages: ['fr'] }, publicUrl: HERE } };
    const sendNotices: typeof house.sendNotices = async (notices, within) => {
      await composeNotices(notices.map(({ mail }) => mail));
      await olga.api.delete(`/documents/${file.id}/shares/${id}`);
      return house.sendNotices(notices, within);
    };
    await buildShareMails(ground as never, house, { sendNotices }, documents).shareMailJob.run();
    await house.sender.run();
    expect(house.catcher.mails).to.deep.equal([]);
  });

  it('is told by nobody and nothing that is suspended', async () => {
    const mona = await person('mona@example.org', 'Mona', 'en');
    const file = await put(olga.api, 'plan.txt', 'x');
    await share(file.id, 'mona@example.org');
    await house.database('accounts').where({ id: mona.account.id }).update({ suspended_ms: 1 });
    expect(await mails()).to.deep.equal([]);
    await share(file.id, GUEST);
    await house.database('accounts').where({ id: olga.account.id }).update({ suspended_ms: 1 });
    expect(await mails()).to.deep.equal([]);
  });

  it('reads the name of a document as text, whatever it holds and in whatever direction', async () => {
    const names = ['<img src=x onerror=alert(1)>&amp; {{link}} =?UTF-8?Q?x?=.txt', 'תקציב 2027.txt'];
    const mailed: CaughtMail[] = [];
    for (const name of names) {
      const file = await put(olga.api, 'x.txt', 'x');
      await house.database('documents').where({ id: file.id }).update({ name });
      await share(file.id, GUEST);
      mailed.push(await one());
    }
    const [hostile, hebrew] = mailed as [CaughtMail, CaughtMail];
    expect(textOf(hostile)).to.include(names[0]);
    expect(hostile.parsed.subject).to.include(names[0]);
    expect(hostile.parsed.to).to.have.property('text', GUEST);
    expect(String(hostile.parsed.html)).to.not.include('<img');
    expect(String(hostile.parsed.html)).to.include('&lt;img src=x onerror=alert(1)&gt;&amp;amp; {{link}}');
    expect(hebrew.parsed.subject).to.include(`\u2068${names[1]}\u2069`);
    // A name that turns the text around, stored by something older.
    const file = await put(olga.api, 'x.txt', 'x');
    await house.database('documents').where({ id: file.id }).update({ name: 'bill\u202efdp.exe' });
    await share(file.id, GUEST);
    const turned = await one();
    expect(turned.parsed.subject).to.include('billfdp.exe');
    expect(`${turned.parsed.subject}${turned.parsed.text}${turned.parsed.html}`).to.not.include('\u202e');
  });

  it('waits when an account has mailed its share of the hour, taken back or not; others do not', async () => {
    const otto = await person('otto@example.org', 'Otto', 'en');
    const files = [await put(olga.api, 'a.txt', 'a'), await put(olga.api, 'b.txt', 'b')];
    for (const { id } of files)
      for (let number = 0; number < 60; number += 1)
        await documents.shareDocument.add(olga.account, id, { kind: 'person', email: `p${number}@elsewhere.example` });
    expect(await mails()).to.have.length(SHARE_MAILS_AN_HOUR);
    await house.database('document_shares').whereNotNull('told_ms').delete();
    const { id } = await put(otto.api, 'c.txt', 'c');
    await share(id, GUEST, {}, otto.api);
    expect((await one()).to).to.deep.equal([GUEST]);
    house.clock.forward(HOUR_MS + 60_000);
    expect(await mails()).to.have.length(120 - SHARE_MAILS_AN_HOUR);
    expect(await mails()).to.deep.equal([]);
  }).timeout(60_000);
});

describe('a share by name on the real server', () => {
  it('is mailed at once, and not again after a restart', async () => {
    const catcher = await catchMails();
    const environment = { SMTP_URL: catcher.url, MAIL_FROM: 'meet@example.org' };
    const first = await startApp({ environment });
    const { dataDirectory } = first;
    const api = await first.admin();
    const { id } = await put(api, 'plan.txt', 'the plan');
    const to = (email: string, as: ApiClient) => as.post(`/documents/${id}/shares`, { kind: 'person', email });
    await to('one@elsewhere.example', api);
    await catcher.waitFor(1);
    await first.stop();
    const second = await startApp({ environment, dataDirectory });
    try {
      await to('two@elsewhere.example', await second.admin());
      await catcher.waitFor(2);
      expect(catcher.mails.flatMap((mail) => mail.to)).to.deep.equal([
        'one@elsewhere.example',
        'two@elsewhere.example',
      ]);
    } finally {
      await second.dispose();
      await catcher.close();
    }
  });
});
