import { expect } from 'chai';
import { statedAuthentic } from '../../../src/mail/inbox/authentication-results.ts';
import { readHeaderLines } from '../../../src/mail/inbox/header-lines.ts';

const OWN = 'mx.example.org';
const AUTHOR = 'From: Bob <bob@example.com>\r\nSubject: Yes\r\n';
const PASS = `Authentication-Results: ${OWN}; dmarc=pass header.from=example.com\r\n`;
const FAIL = `Authentication-Results: ${OWN}; dmarc=fail header.from=example.com\r\n`;
const RECEIVED = 'Received: from a by b; Mon, 1 Mar 2027 10:00:00 +0000\r\n';

const judge = (head: string, from = 'bob@example.com'): boolean =>
  statedAuthentic(readHeaderLines(Buffer.from(`${head}\r\n`)), OWN, from);

describe('the word of the own mail server on authenticity', () => {
  it('counts when it says that DMARC passes for the domain of From', () => {
    for (const head of [
      `${PASS}${AUTHOR}`,
      `Return-Path: <bob@example.com>\r\n${RECEIVED}${PASS}${RECEIVED}DKIM-Signature: v=1\r\n${AUTHOR}`,
      `Authentication-Results: MX.example.org 1;\r\n dkim=pass (2048-bit key; secure) header.d=example.com;\r\n spf=pass smtp.mailfrom=x@y.example;\r\n dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=Example.com\r\n${AUTHOR}`,
      `Authentication-Results: "${OWN}" ; dmarc = pass reason="fine; or not" header.from = example.com\r\n${AUTHOR}`,
      `Authentication-Results: mx.google.com; dmarc=fail\r\n${PASS}${AUTHOR}`,
    ])
      expect(judge(head), head).to.equal(true);
  });

  it('counts by the DKIM or SPF of the very domain when it says nothing of DMARC', () => {
    const says = (results: string): boolean => judge(`Authentication-Results: ${OWN}; ${results}\r\n${AUTHOR}`);
    expect(says('dkim=pass header.d=example.com')).to.equal(true);
    expect(says('dkim=pass header.i=@example.com')).to.equal(true);
    expect(says('spf=pass smtp.mailfrom=bounce@example.com')).to.equal(true);
    expect(says('dkim=pass header.d=evil.example')).to.equal(false);
    expect(says('dkim=pass header.d=notexample.com; spf=pass smtp.helo=example.com')).to.equal(false);
    expect(says('dkim=fail header.d=example.com; spf=softfail smtp.mailfrom=bob@example.com')).to.equal(false);
    expect(says('none')).to.equal(false);
  });

  it('is not what a sender wrote below it, nor what another server says', () => {
    for (const head of [
      AUTHOR,
      `${FAIL}${AUTHOR}`,
      // Forged, next to ours and further down.
      `${FAIL}${PASS}${AUTHOR}`,
      `${FAIL}${RECEIVED}${PASS}${AUTHOR}`,
      `${RECEIVED}${AUTHOR}${PASS}`,
      `DKIM-Signature: v=1\r\n${PASS}${AUTHOR}`,
      `Authentication-Results: ${OWN}; none\r\n${RECEIVED}${PASS}${AUTHOR}`,
      `Authentication-Results: ${OWN}; dkim=none\r\nX-Filter: x\r\n${PASS}${AUTHOR}`,
      `Authentication-Results: evil.example; dmarc=pass header.from=example.com\r\n${AUTHOR}`,
      `Authentication-Results: ${OWN}.evil.example; dmarc=pass header.from=example.com\r\n${AUTHOR}`,
      `Authentication-Results: evil.example; x=y; ${OWN}; dmarc=pass header.from=example.com\r\n${AUTHOR}`,
      `X-Authentication-Results: ${OWN}; dmarc=pass header.from=example.com\r\n${AUTHOR}`,
      `ARC-Authentication-Results: i=1; ${OWN}; dmarc=pass header.from=example.com\r\n${AUTHOR}`,
    ])
      expect(judge(head), head).to.equal(false);
  });

  it('is read without what hides in comments and quotes', () => {
    for (const results of [
      'dmarc=fail (dmarc=pass header.from=example.com)',
      'dmarc=fail (; dmarc=pass header.from=example.com;)',
      'dkim=fail (x (nested; dmarc=pass header.from=example.com) y) header.d=evil.example',
      'dkim=fail reason="; dmarc=pass header.from=example.com"',
      'dkim=fail header.s="a\\"; dmarc=pass header.from=example.com"',
      'dmarc=pass header.from=evil.example header.from=example.com',
      'dmarc=pass header.from=evil.example; dmarc=pass header.from=example.com',
      'dmarc=pass',
      'dmarc=pass header.from="example.com evil.example"',
      'dmarc=(pass) fail header.from=example.com',
      'dmarc=passed header.from=example.com',
      'x-dmarc=pass header.from=example.com',
    ])
      expect(judge(`Authentication-Results: ${OWN}; ${results}\r\n${AUTHOR}`), results).to.equal(false);
  });

  it('is for the very domain of From', () => {
    expect(judge(`${PASS}${AUTHOR}`, 'bob@mail.example.com')).to.equal(false);
    expect(judge(`${PASS}${AUTHOR}`, '')).to.equal(false);
  });

  it('is read in time however long it is', () => {
    const begunMs = Date.now();
    for (const part of ['(', '"', '\\', ';', 'a=b ', '=', ' = '])
      judge(`Authentication-Results: ${OWN}; ${part.repeat(80_000 / part.length)}\r\n${AUTHOR}`);
    expect(Date.now() - begunMs).to.be.lessThan(2_000);
  });
});
