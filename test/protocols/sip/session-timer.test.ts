import { expect } from 'chai';
import {
  agreedSessionTimer,
  answerSessionTimer,
  longerWishes,
  type SessionInterval,
  sessionTimerHeaders,
} from '../../../src/protocols/sip/negotiate-session-timer.ts';
import {
  beginSessionTimer,
  type SessionTimerInput,
  stepSessionTimer,
} from '../../../src/protocols/sip/session-timer.ts';
import { aRequest, aResponse, type Lines } from './sip-fixtures.ts';

const WISHES = { leastSeconds: 90, wantedSeconds: 1_800 };
const answer = (lines: Lines) => answerSessionTimer(aRequest('INVITE', lines).headers, WISHES);
const TIMER: Lines[number] = ['Supported', 'replaces, timer'];

describe('a session timer is agreed on', () => {
  it('422 with Min-SE is the answer to an interval too small, of a caller who knows timers', () => {
    expect(answer([TIMER, ['Session-Expires', '89']])).to.deep.equal({
      kind: 'too-small',
      headers: [['min-se', '90']],
    });
    const wishes = { leastSeconds: 600, wantedSeconds: 1_800 };
    const headers = aRequest('INVITE', [TIMER, ['x', '599;refresher=uac']]).headers;
    expect(answerSessionTimer(headers, wishes)).to.deep.equal({ kind: 'too-small', headers: [['min-se', '600']] });
  });

  const AGREED: ReadonlyArray<readonly [string, Lines, SessionInterval, string, boolean]> = [
    ['nothing said, nothing known: we refresh', [], { seconds: 1_800, weRefresh: true }, '1800;refresher=uas', false],
    ['known and left open: they refresh', [TIMER], { seconds: 1_800, weRefresh: false }, '1800;refresher=uac', true],
    [
      'they want to',
      [TIMER, ['Session-Expires', '300;refresher=uac']],
      { seconds: 300, weRefresh: false },
      '300;refresher=uac',
      true,
    ],
    [
      'we shall',
      [TIMER, ['Session-Expires', '300 ; refresher=UAS']],
      { seconds: 300, weRefresh: true },
      '300;refresher=uas',
      false,
    ],
    [
      'a proxy asks for a caller who knows nothing',
      [['Session-Expires', '300;refresher=uac']],
      { seconds: 300, weRefresh: true },
      '300;refresher=uas',
      false,
    ],
    [
      'longer than we want is made shorter',
      [TIMER, ['Session-Expires', '7200']],
      { seconds: 1_800, weRefresh: false },
      '1800;refresher=uac',
      true,
    ],
    [
      'but not below what they can',
      [TIMER, ['Session-Expires', '7200'], ['Min-SE', '3600']],
      { seconds: 3_600, weRefresh: false },
      '3600;refresher=uac',
      true,
    ],
    [
      'too small of one who knows nothing is 90',
      [['Session-Expires', '5']],
      { seconds: 90, weRefresh: true },
      '90;refresher=uas',
      false,
    ],
    [
      'what is no number was not said',
      [TIMER, ['Session-Expires', '99999999999']],
      { seconds: 1_800, weRefresh: false },
      '1800;refresher=uac',
      true,
    ],
  ];
  for (const [title, lines, interval, header, required] of AGREED)
    it(title, () => {
      expect(answer(lines)).to.deep.equal({
        kind: 'agreed',
        interval,
        headers: [['session-expires', header], ...(required ? [['require', 'timer']] : [])],
      });
    });

  it('by what a 2xx to our request says', () => {
    const of = (value: string) => agreedSessionTimer(aResponse(200, [['Session-Expires', value]]).headers);
    expect(of('600;refresher=uac')).to.deep.equal({ seconds: 600, weRefresh: true });
    expect(of('600;refresher=uas')).to.deep.equal({ seconds: 600, weRefresh: false });
    expect(of('600')).to.deep.equal({ seconds: 600, weRefresh: true });
    expect(of('1')).to.deep.equal({ seconds: 90, weRefresh: true });
    expect(agreedSessionTimer(aResponse(200).headers)).to.equal(undefined);
  });

  it('by asking again for longer after a 422, as long as it names more', () => {
    const next = (value: string) => longerWishes(WISHES, aResponse(422, [['Min-SE', value]]).headers);
    expect(next('3600')).to.deep.equal({ leastSeconds: 3_600, wantedSeconds: 3_600 });
    expect(next('120')).to.deep.equal({ leastSeconds: 120, wantedSeconds: 1_800 });
    expect([next('90'), next('no')]).to.deep.equal([undefined, undefined]);
  });

  it('our refresh leaves who refreshes as it is', () => {
    expect(sessionTimerHeaders(WISHES)).to.deep.equal([
      ['session-expires', '1800'],
      ['min-se', '90'],
    ]);
    expect(sessionTimerHeaders(WISHES, { seconds: 600, weRefresh: true })[0]).to.deep.equal([
      'session-expires',
      '600;refresher=uac',
    ]);
    expect(sessionTimerHeaders(WISHES, { seconds: 600, weRefresh: false })[0]).to.deep.equal([
      'session-expires',
      '600;refresher=uas',
    ]);
  });
});

describe('a session timer runs', () => {
  const run = (interval: SessionInterval, inputs: ReadonlyMap<number, SessionTimerInput>): readonly string[] => {
    let timer = beginSessionTimer(interval, 0);
    const told: string[] = [];
    for (let seconds = 0; seconds <= 2_000; seconds += 1)
      for (const input of [{ kind: 'wake' } as const, inputs.get(seconds)]) {
        if (input === undefined) continue;
        const step = stepSessionTimer(timer, input, seconds * 1_000);
        timer = step.timer;
        told.push(...step.outputs.map(({ kind }) => `${seconds} ${kind}`));
        expect(step.outputs.length === 0 || timer.wakeAtMs !== undefined || step.outputs[0]?.kind === 'bye').to.equal(
          true,
        );
      }
    return told;
  };
  const WE = { seconds: 600, weRefresh: true };
  const THEY = { seconds: 600, weRefresh: false };

  it('we refresh at half the time, and end 32 s before its end when nothing comes of it', () => {
    expect(run(WE, new Map())).to.deep.equal(['300 refresh', '568 bye']);
  });

  it('short intervals end a third before', () => {
    expect(run({ seconds: 90, weRefresh: false }, new Map())).to.deep.equal(['60 bye']);
  });

  it('each refresh begins the time anew, whoever does it', () => {
    expect(run(WE, new Map([[301, { kind: 'refreshed', interval: WE }]]))).to.deep.equal([
      '300 refresh',
      '601 refresh',
      '869 bye',
    ]);
    expect(run(THEY, new Map([[301, { kind: 'refreshed', interval: THEY }]]))).to.deep.equal(['869 bye']);
    expect(run(THEY, new Map([[301, { kind: 'refreshed', interval: WE }]]))).to.deep.equal(['601 refresh', '869 bye']);
  });

  it('a refresh that was refused for the moment is tried again, one to a session that is gone ends it', () => {
    expect(run(WE, new Map([[301, { kind: 'refresh-failed', gone: false }]]))).to.deep.equal([
      '300 refresh',
      '311 refresh',
      '568 bye',
    ]);
    expect(run(WE, new Map([[301, { kind: 'refresh-failed', gone: true }]]))).to.deep.equal(['300 refresh', '301 bye']);
    expect(run(WE, new Map([[565, { kind: 'refresh-failed', gone: false }]]))).to.deep.equal([
      '300 refresh',
      '568 bye',
    ]);
    const refused = stepSessionTimer(beginSessionTimer(WE, 0), { kind: 'refresh-failed', gone: false }, 565_000);
    expect(refused.timer.wakeAtMs).to.equal(568_000);
  });
});
