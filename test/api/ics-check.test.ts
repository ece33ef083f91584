import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkIcsFile } from '../../src/app/check-ics-file.ts';
import { icsReportSchema } from '../../src/contract/http/ics-check.ts';
import type { MailSettings } from '../../src/contract/http/settings.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const FINE = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Example//Example//EN',
  'METHOD:CANCEL',
  'BEGIN:VEVENT',
  'UID:one@example.org',
  'DTSTAMP:20270201T090000Z',
  'SEQUENCE:1',
  'DTSTART:20270301T090000Z',
  'STATUS:CANCELLED',
  'ORGANIZER:mailto:ann@example.org',
  'ATTENDEE:mailto:bob@example.com',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');
const WARNED = FINE.replace('STATUS:CANCELLED\r\n', '');
const WRONG = FINE.replace('UID:one@example.org\r\n', '').replace('SUMMARY', 'X');

describe('the ICS check of a server', () => {
  let running: RunningApp;
  let admin: ApiClient;
  before(async () => {
    running = await startApp();
    admin = await running.admin();
  });
  after(() => running.dispose());

  const send = (client: ApiClient, body: string | Uint8Array, contentType = 'text/calendar') =>
    fetch(`${running.url}/api/v1/admin/ics-check`, {
      method: 'POST',
      headers: { Origin: running.url, Cookie: client.cookie(), 'Content-Type': contentType },
      body: typeof body === 'string' ? body : Buffer.from(body),
    });

  it('judges a file that is sent as it is', async () => {
    const answer = await send(admin, WRONG);
    expect(answer.status).to.equal(200);
    const report = icsReportSchema.parse(await answer.json());
    expect(report).to.include({ kind: 'calendar', method: 'CANCEL' });
    expect(report.findings.map(({ rule, line }) => ({ rule, line }))).to.deep.equal([{ rule: 'uid-missing', line: 5 }]);
    const other = await send(admin, FINE, 'application/octet-stream');
    expect(icsReportSchema.parse(await other.json()).findings).to.deep.equal([]);
  });

  it('keeps bytes that are no UTF-8 as they are', async () => {
    const bytes = Buffer.from(FINE.replace('SEQUENCE:1', 'SEQUENCE:1\r\nSUMMARY:Début'), 'latin1');
    const report = icsReportSchema.parse(await (await send(admin, bytes)).json());
    expect(report.findings.map(({ rule }) => rule)).to.deep.equal(['not-utf-8']);
  });

  it('is for administrators alone', async () => {
    expect((await send(running.client(), FINE)).status).to.equal(401);
  });

  it('refuses nothing, JSON and more than a megabyte', async () => {
    expect((await send(admin, '')).status).to.equal(422);
    expect((await send(admin, '{}', 'application/json')).status).to.equal(422);
    expect((await send(admin, 'x'.repeat(1_100_000))).status).to.equal(413);
  });

  it('answers a hostile file in time, and other people meanwhile', async () => {
    const hostile = `${FINE.replace('SEQUENCE:1', `SEQUENCE:1\r\nSUMMARY:${'\\'.repeat(900_000)}`)}`;
    const [slow, quick] = await Promise.all([send(admin, hostile), fetch(`${running.url}/healthz`)]);
    expect(slow.status).to.be.oneOf([200, 503]);
    expect(quick.status).to.equal(200);
  });

  describe('at the command line', () => {
    let directory: string;
    before(() => {
      directory = mkdtempSync(join(tmpdir(), 'webmeeting-ics-'));
    });
    after(() => rmSync(directory, { recursive: true }));

    const check = async (text: string, ...more: string[]) => {
      const file = join(directory, 'file.ics');
      writeFileSync(file, text);
      let said = '';
      let complained = '';
      const status = await checkIcsFile([file, ...more], {
        say: (words) => {
          said += words;
        },
        complain: (words) => {
          complained += words;
        },
      });
      return { status, said, complained };
    };

    it('ends with 0 for a file that is fine or only warned of, with 1 for errors', async () => {
      expect(await check(FINE)).to.include({ status: 0, complained: '' });
      expect((await check(FINE)).said)
        .to.include('0 errors, 0 warnings, 0 hints')
        .and.include('Nothing to complain about');
      expect((await check(WARNED)).status).to.equal(0);
      const wrong = await check(WRONG);
      expect(wrong.status).to.equal(1);
      expect(wrong.said)
        .to.include('1 error, 0 warnings, 0 hints')
        .and.include('Error: UID is missing (line 5)  [uid-missing]')
        .and.include('Outlook: Refuses it.');
    });

    it('says the same as JSON', async () => {
      const { said } = await check(WARNED, '--json');
      const report = icsReportSchema.parse(JSON.parse(said));
      expect(report.findings.map(({ rule }) => rule)).to.deep.equal(['cancel-without-status']);
    });

    it('ends with 2 without a file, and with one that cannot be read', async () => {
      const quiet = { say: () => {}, complain: () => {} };
      expect(await checkIcsFile([], quiet)).to.equal(2);
      expect(await checkIcsFile(['one.ics', 'two.ics'], quiet)).to.equal(2);
      expect(await checkIcsFile(['--wrong'], quiet)).to.equal(2);
      expect(await checkIcsFile([join(directory, 'none.ics')], quiet)).to.equal(2);
    });

    it('ends with 2 for a file that is larger than any mail', async () => {
      const { status, complained } = await check('A:b\n'.repeat(3 * 1024 * 1024));
      expect(status).to.equal(2);
      expect(complained).to.match(/larger than 10 MiB/);
    });

    it('judges what is no text at all, and ends with 1', async () => {
      for (const text of ['\0'.repeat(1_000), '\ufeffB\0E\0G\0I\0N\0:\0', '\x89PNG\r\n\x1a\n'])
        expect((await check(text)).status).to.equal(1);
    });

    it('writes nothing that steers a terminal', async () => {
      const { said } = await check(
        FINE.replace('METHOD:CANCEL', 'METHOD:\u001b[31mX').replace('mailto:bob', '\u001b]0;bob'),
      );
      expect(said).to.not.include('\u001b');
    });
  });
});

describe('the mail settings of a server', () => {
  let running: RunningApp;
  before(async () => {
    running = await startApp();
  });
  after(() => running.dispose());

  it('are read and changed by administrators alone', async () => {
    const admin = await running.admin();
    expect(await admin.get('/admin/mail-settings')).to.deep.equal({
      personDomains: [],
      hostingDomains: [],
      hostingPerDay: 50,
      attentionMails: true,
    });
    const wanted: MailSettings = {
      personDomains: ['Example.ORG'],
      hostingDomains: ['example.net'],
      hostingPerDay: 3,
      attentionMails: false,
    };
    const { body } = await admin.call('PUT', '/admin/mail-settings', wanted);
    expect(body).to.deep.equal({ ...wanted, personDomains: ['example.org'] });
    expect(await admin.get('/admin/mail-settings')).to.deep.equal(body);
    await running.client().refused(401, 'GET', '/admin/mail-settings');
    await running.client().refused(401, 'PUT', '/admin/mail-settings', wanted);
  });

  it('refuse what is no domain, by its place', async () => {
    const admin = await running.admin();
    const wrong = {
      personDomains: ['example.org', 'not a domain'],
      hostingDomains: [],
      hostingPerDay: -1,
      attentionMails: true,
    };
    const { errors } = await admin.refused(422, 'PUT', '/admin/mail-settings', wrong);
    expect(errors?.map(({ path }) => path)).to.deep.equal(['personDomains.1', 'hostingPerDay']);
  });
});
