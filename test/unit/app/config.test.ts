import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError, readConfig } from '../../../src/app/config.ts';
import { SETTINGS } from '../../../src/app/environment-settings.ts';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe('configuration', () => {
  it('needs nothing: port 3000 on loopback, SQLite in ./data, mails kept', () => {
    const config = readConfig({});
    expect(config.http).to.deep.equal({ port: 3000, host: '127.0.0.1' });
    expect(config.publicUrl).to.equal('http://localhost:3000');
    expect(config.dataDirectory).to.match(/\/data$/);
    expect(config.mail).to.deep.equal({ smtpUrl: undefined, from: 'meet@localhost', languages: ['fr', 'en'] });
  });

  it('tells all problems at once, by name and rule and never by value', () => {
    const problems = problemsOf({
      PORT: 'seventy',
      PUBLIC_URL: 'meet.example.org',
      MAIL_FROM: 'Meet <meet@example.org>',
      MAIL_LANGUAGES: 'de',
      TRUST_PROXY: 'everyone',
      ADMIN_EMAIL: 'admin@example.org',
      TLS_CERT: '/some/file',
      SMTP_URL: 'http://user:s3cret@mail.example.org',
    }).join('\n');
    for (const name of [
      'PORT',
      'PUBLIC_URL',
      'MAIL_FROM',
      'MAIL_LANGUAGES',
      'TRUST_PROXY',
      'ADMIN_EMAIL',
      'TLS_CERT',
      'SMTP_URL',
    ]) {
      expect(problems).to.include(name);
    }
    expect(problems).to.not.include('s3cret').and.not.include('seventy');
  });

  it('refuses in words what is not built yet, instead of ignoring it', () => {
    const unbuilt = {
      DATABASE_URL: 'postgres://db/webmeeting',
      REDIS_URL: 'redis://localhost',
    };
    for (const [name, value] of Object.entries(unbuilt)) {
      expect(problemsOf({ [name]: value }), name).to.have.length(1);
      expect(problemsOf({ [name]: value })[0]).to.match(new RegExp(`^${name}: .*not built yet`));
    }
  });

  it('reads how telephones come in, which is off unless it is asked for', () => {
    expect(readConfig({}).sip).to.equal(undefined);
    expect(readConfig({}).sipDomain).to.equal(undefined);
    const trunkUrl = 'sip:meet:pass@provider.example;transport=tcp';
    const { sip, sipDomain, speechCommand } = readConfig({
      SIP_PORT: '5060',
      SIP_TRUNK_URL: trunkUrl,
      RTP_PORTS: '50000-50100',
      MEDIA_ADDRESS: '192.0.2.1',
      PUBLIC_URL: 'https://meet.example.org',
      SPEECH_COMMAND: '/opt/speak  --voice {language}',
    });
    expect(sip).to.deep.equal({
      port: 5060,
      host: '127.0.0.1',
      trunkUrl,
      rtpPorts: { from: 50_000, to: 50_100 },
      mediaAddress: '192.0.2.1',
    });
    expect(sipDomain, 'the host of the pages, unless it is said').to.equal('meet.example.org');
    expect(speechCommand).to.include({ program: '/opt/speak' });
    expect(speechCommand?.parameters).to.deep.equal(['--voice', '{language}']);
    for (const [name, value] of Object.entries({
      SIP_PORT: 'five',
      SIP_TRUNK_URL: 'https://provider.example',
      RTP_PORTS: '50100-50000',
      MEDIA_ADDRESS: 'meet.example.org',
    }))
      expect(problemsOf({ SIP_PORT: '5060', [name]: value }), name).to.have.length(1);
    expect(problemsOf({ SIP_PORT: '65535', TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' })).to.have.length(1);
    expect(problemsOf({ SIP_TRUNK_URL: trunkUrl })).to.deep.equal(['SIP_TRUNK_URL: needs SIP_PORT']);
  });

  it('reads the ways in for mail, and names what is wrong with them', () => {
    const { inbox } = readConfig({
      INBOX_IMAP_URL: 'imaps://meet:pass@mail.example.org/INBOX',
      INBOX_SMTP_PORT: '2525',
      INBOX_SMTP_PROTOCOL: 'lmtp',
      INBOX_AUTHSERV_ID: 'mx.example.org',
    });
    expect(inbox).to.deep.equal({
      imapUrl: 'imaps://meet:pass@mail.example.org/INBOX',
      smtp: { port: 2525, host: '127.0.0.1', protocol: 'lmtp' },
      authservId: 'mx.example.org',
    });
    expect(readConfig({}).inbox).to.deep.equal({ imapUrl: undefined, smtp: undefined, authservId: undefined });
    for (const [name, value] of Object.entries({
      INBOX_IMAP_URL: 'https://mail.example.org',
      INBOX_SMTP_PORT: 'smtp',
      INBOX_SMTP_PROTOCOL: 'uucp',
      INBOX_AUTHSERV_ID: 'two names',
      DKIM_SELECTOR: 'meet2027',
    }))
      expect(problemsOf({ [name]: value }), name).to.have.length(1);
    for (const url of [
      'imaps://mail.example.org/INBOX',
      'imaps://meet@mail.example.org',
      'imaps://meet:50%@mail.example.org/',
    ])
      expect(problemsOf({ INBOX_IMAP_URL: url })[0], url).to.include('must name a user and a password');
  });

  it('reads a secret from the file that NAME_FILE names, and not from both places', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'webmeeting-config-')), 'smtp-url');
    writeFileSync(file, 'smtps://user:pass@mail.example.org\n');
    expect(readConfig({ SMTP_URL_FILE: file }).mail.smtpUrl).to.equal('smtps://user:pass@mail.example.org');
    expect(problemsOf({ SMTP_URL_FILE: file, SMTP_URL: 'smtp://localhost' })[0]).to.match(/not both/);
    expect(problemsOf({ SMTP_URL_FILE: `${file}.missing` })[0]).to.match(/cannot be read/);
  });

  it('an https certificate changes the scheme of the address', () => {
    expect(readConfig({ TLS_CERT: 'a.pem', TLS_KEY: 'b.pem', PORT: '8443' }).publicUrl).to.equal(
      'https://localhost:8443',
    );
  });

  it('every setting says what it is for', () => {
    for (const [name, { about }] of Object.entries(SETTINGS)) expect(about, name).to.match(/\.$/);
  });
});
