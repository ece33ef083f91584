import { expect } from 'chai';
import type { RequestVia } from '../../../src/protocols/sip/build-request.ts';
import {
  ackInDialog,
  type Dialog,
  dialogIdOf,
  dialogOfClient,
  dialogOfServer,
  refreshTarget,
  requestInDialog,
  takeRequest,
} from '../../../src/protocols/sip/dialog.ts';
import type { OutgoingRequest, SipTag } from '../../../src/protocols/sip/types.ts';
import { aRequest, aResponse, type Lines } from './sip-fixtures.ts';

const OURS = 'ours' as SipTag;
const VIA: RequestVia = { transport: 'UDP', host: '192.0.2.1', port: 5060, branch: 'b' };

const served = (lines: Lines = []): Dialog => {
  const dialog = dialogOfServer(aRequest('INVITE', [['CSeq', '314 INVITE'], ...lines]), OURS);
  if (!dialog.ok) throw new Error(dialog.code);
  return dialog.value;
};

const called = (lines: Lines = []): Dialog => {
  const dialog = dialogOfClient(aResponse(200, [['Contact', '<sip:anna@192.0.2.10:5070>'], ...lines]));
  if (!dialog.ok) throw new Error(dialog.code);
  return dialog.value;
};

const fields = ({ method, uriText, headers }: OutgoingRequest): Record<string, unknown> => ({
  method,
  uriText,
  ...Object.fromEntries(['from', 'to', 'cseq', 'call-id', 'route', 'contact'].map((name) => [name, headers.get(name)])),
});

const inOther = (method: string, number: number) =>
  aRequest(method, [
    ['CSeq', `${number} ${method}`],
    ['To', '<sip:conference@example.com>;tag=ours'],
  ]);

describe('a dialog', () => {
  it('that they began: From and To change places in our requests, which go to their Contact', () => {
    const { dialog, request } = requestInDialog(served(), { method: 'BYE', via: VIA });
    expect(fields(request)).to.deep.equal({
      method: 'BYE',
      uriText: 'sip:anna@192.0.2.10:5070',
      from: ['<sip:conference@example.com>;tag=ours'],
      to: ['"Anna" <sip:anna@example.org>;tag=theirs'],
      cseq: ['1 BYE'],
      'call-id': ['call@192.0.2.10'],
      route: undefined,
      contact: undefined,
    });
    const next = requestInDialog(dialog, { method: 'UPDATE', via: VIA, contact: '<sip:us@192.0.2.1>' }).request;
    expect([next.headers.get('cseq'), next.headers.get('contact')]).to.deep.equal([
      ['2 UPDATE'],
      ['<sip:us@192.0.2.1>'],
    ]);
  });

  it('that we began: our From and their To stay, numbers go on from the INVITE', () => {
    const { request } = requestInDialog(called(), { method: 'BYE', via: VIA });
    expect(fields(request)).to.include.deep.keys('from', 'to');
    expect([request.headers.get('from'), request.headers.get('to'), request.headers.get('cseq')]).to.deep.equal([
      ['<sip:us@example.com>;tag=ours'],
      ['<sip:anna@example.org>;tag=theirs'],
      ['2 BYE'],
    ]);
  });

  it('is found by what comes from the other side, and only by that', () => {
    const { id } = served();
    expect(dialogIdOf(inOther('BYE', 315))).to.equal(id);
    expect(dialogIdOf(aRequest('BYE', [['To', '<sip:conference@example.com>;tag=other']]))).to.not.equal(id);
    expect(dialogIdOf(aRequest('INVITE'))).to.equal(undefined);
    expect(dialogIdOf(aResponse(200))).to.equal(called().id);
    expect(
      dialogIdOf(
        aRequest('BYE', [
          ['From', '<sip:anna@example.org>;tag=theirs'],
          ['To', '<sip:us@example.com>;tag=ours'],
          ['Call-ID', 'call@192.0.2.1'],
        ]),
      ),
    ).to.equal(called().id);
  });

  it('RFC 2543: lives without a tag of the caller', () => {
    const dialog = served([['From', '<sip:anna@example.org>']]);
    expect(dialog.remoteTag).to.equal(undefined);
    const bye = aRequest('BYE', [
      ['From', '<sip:anna@example.org>'],
      ['To', '<sip:conference@example.com>;tag=ours'],
    ]);
    expect(dialogIdOf(bye)).to.equal(dialog.id);
  });

  it('takes requests in order, refuses older ones and repetitions, and lets ACK and CANCEL have the number of the INVITE', () => {
    const first = takeRequest(served(), inOther('INFO', 315));
    if (first.kind !== 'taken') throw new Error(first.kind);
    expect(first.dialog.remoteSeq).to.equal(315);
    expect(takeRequest(first.dialog, inOther('INFO', 314)).kind).to.equal('out-of-order');
    expect(takeRequest(first.dialog, inOther('INFO', 315)).kind).to.equal('repeated');
    expect(takeRequest(first.dialog, inOther('BYE', 9_999)).kind).to.equal('taken');
    for (const method of ['ACK', 'CANCEL'])
      expect(takeRequest(first.dialog, inOther(method, 314))).to.deep.equal({ kind: 'taken', dialog: first.dialog });
    expect(takeRequest(called(), inOther('BYE', 0)).kind).to.equal('taken');
  });

  it('goes to another target once their Contact is another; without one to the old', () => {
    const moved = refreshTarget(served(), aRequest('UPDATE', [['Contact', '<sip:anna@198.51.100.9;transport=tcp>']]));
    expect(requestInDialog(moved, { method: 'BYE', via: VIA }).request.uriText).to.equal(
      'sip:anna@198.51.100.9;transport=tcp',
    );
    expect(refreshTarget(moved, aRequest('UPDATE', [['Contact', '-']])).remoteTarget).to.equal(moved.remoteTarget);
  });

  it('follows loose routers in the order of the record, reversed when we began', () => {
    const record: Lines = [
      ['Record-Route', '<sip:p1.example.com;lr>, <sip:p2.example.com;lr>'],
      ['record-route', '<sip:p3.example.com;lr>'],
    ];
    const routes = ['<sip:p1.example.com;lr>', '<sip:p2.example.com;lr>', '<sip:p3.example.com;lr>'];
    const bye = requestInDialog(served(record), { method: 'BYE', via: VIA }).request;
    expect([bye.uriText, bye.headers.get('route')]).to.deep.equal(['sip:anna@192.0.2.10:5070', routes]);
    expect(ackInDialog(called(record), 1, { via: VIA }).headers.get('route')).to.deep.equal(routes.toReversed());
  });

  it('gives a strict router its own address, and the target at the end of the route', () => {
    const record: Lines = [['Record-Route', '<sip:old.example.com>, <sip:p2.example.com;lr>']];
    const bye = requestInDialog(served(record), { method: 'BYE', via: VIA }).request;
    expect([bye.uriText, bye.headers.get('route')]).to.deep.equal([
      'sip:old.example.com',
      ['<sip:p2.example.com;lr>', '<sip:anna@192.0.2.10:5070>'],
    ]);
  });

  it('acknowledges a 2xx with the number of the INVITE and a Via of its own', () => {
    const dialog = requestInDialog(called(), { method: 'INFO', via: VIA }).dialog;
    const ack = ackInDialog(dialog, 1, { via: { ...VIA, branch: 'new' } });
    expect([ack.method, ack.uriText, ack.headers.get('cseq'), ack.headers.get('via')]).to.deep.equal([
      'ACK',
      'sip:anna@192.0.2.10:5070',
      ['1 ACK'],
      ['SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKnew;rport'],
    ]);
  });

  it('is not made without a Contact that SIP can reach, a route that can be read, a tag of theirs', () => {
    const code = (lines: Lines): string | true => {
      const dialog = dialogOfServer(aRequest('INVITE', lines), OURS);
      return dialog.ok || dialog.code;
    };
    expect(code([['Contact', '-']])).to.equal('no-target');
    expect(code([['Contact', '<mailto:anna@example.org>']])).to.equal('no-target');
    expect(code([['Record-Route', '<sip:open']])).to.equal('bad-route');
    const untagged = dialogOfClient(
      aResponse(200, [
        ['Contact', '<sip:a@b>'],
        ['To', '<sip:anna@example.org>'],
      ]),
    );
    expect(untagged).to.deep.equal({ ok: false, code: 'no-tag' });
  });
});
