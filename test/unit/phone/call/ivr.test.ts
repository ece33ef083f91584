import { expect } from 'chai';
import fc from 'fast-check';
import { dueMs, hearsOfRestart, stepIvr } from '../../../../src/phone/call/ivr.ts';
import { beginIvr, type IvrInput, type IvrState, type Verdict } from '../../../../src/phone/call/ivr-state.ts';

/** A caller's way, played by hand: every prompt is heard to its end a second after it began unless something comes before. */
const openIvr = (options: { isLanguageKnown?: boolean } = {}) => {
  let state: IvrState = beginIvr('en', options.isLanguageKnown ?? true, 0);
  let nowMs = 0;
  let playedMs: number | undefined;
  const log: string[] = [];
  const take = (input: IvrInput): void => {
    const next = stepIvr(state, input, nowMs);
    state = next.state;
    for (const output of next.outputs) {
      if (output.kind === 'play') {
        const said = output.said.map((spoken) => ('prompt' in spoken ? spoken.prompt : `“${spoken.text}”`));
        log.push(said.join(' '));
        playedMs = output.repeat ? undefined : nowMs + 1_000;
      } else if (output.kind === 'stop') playedMs = undefined;
      else if (output.kind === 'ask') log.push(`? ${output.id} ${output.pin}${output.again ? ' again' : ''}`);
      else if (output.kind === 'hang-up') log.push(`hang-up ${output.outcome}`);
      else log.push(output.kind);
    }
  };
  return {
    begin: (to: 'menu' | 'echo' = 'menu', id?: string) => take({ kind: 'begin', to, ...(id !== undefined && { id }) }),
    type(keys: string): void {
      for (const digit of keys) take({ kind: 'digit', digit });
    },
    say: (verdict: Verdict) => take({ kind: 'verdict', verdict }),
    take,
    pass(ms: number): void {
      const untilMs = nowMs + ms;
      for (;;) {
        const due = Math.min(playedMs ?? Number.POSITIVE_INFINITY, dueMs(state) ?? Number.POSITIVE_INFINITY);
        if (due > untilMs || log.at(-1)?.startsWith('hang-up') === true) break;
        nowMs = Math.max(nowMs, due);
        if (playedMs !== undefined && playedMs <= nowMs) {
          playedMs = undefined;
          take({ kind: 'played' });
        } else take({ kind: 'time' });
      }
      nowMs = untilMs;
    },
    nowMs: () => nowMs,
    state: () => state,
    news: () => log.splice(0),
  };
};

describe('the way through the prompts', () => {
  const TABLE: ReadonlyArray<readonly [string, string, readonly string[]]> = [
    ['asks as soon as ID and PIN are whole', '12345678912345678', ['enter-pin', '? 123456789 12345678']],
    ['takes a # behind each', '123456789#123456#', ['enter-pin', '? 123456789 123456']],
    ['asks the PIN after any ID', '12#123456#', ['enter-pin', '? 12 123456']],
    ['ignores letters and a star in the PIN', '12A3456789*123B456#', ['enter-pin', '? 123456789 123456']],
    ['says the question again at a lone #', '#', ['enter-id']],
  ];
  for (const [title, keys, expected] of TABLE)
    it(title, () => {
      const ivr = openIvr();
      ivr.begin();
      expect(ivr.news()).to.deep.equal(['welcome enter-id']);
      ivr.type(keys);
      expect(ivr.news()).to.deep.equal(expected);
    });

  it('drops a # that comes late behind an ID that was whole without it, for a second', () => {
    const ivr = openIvr();
    ivr.begin();
    ivr.type('123456789');
    ivr.news();
    ivr.pass(900);
    ivr.type('#');
    expect(ivr.news()).to.deep.equal([]);
    ivr.pass(200);
    ivr.type('#');
    expect(ivr.news()).to.deep.equal(['enter-pin']);
  });

  it('stops speaking at the first key, and waits from the last', () => {
    const ivr = openIvr();
    ivr.begin();
    ivr.type('1');
    ivr.pass(9_000);
    ivr.type('2');
    ivr.pass(9_900);
    expect(ivr.news()).to.deep.equal(['welcome enter-id']);
    // What was typed and left is begun anew.
    ivr.pass(200);
    expect(ivr.news()).to.deep.equal(['enter-id']);
    ivr.type('123456789');
    ivr.type('123456#');
    expect(ivr.news().at(-1)).to.equal('? 123456789 123456');
  });

  it('takes six or eight digits of a PIN after a pause, and no other number of them', () => {
    for (const [pin, asks] of [
      ['123456', true],
      ['1234567', false],
      ['12345', false],
    ] as const) {
      const ivr = openIvr();
      ivr.begin('menu', '123456789');
      expect(ivr.news()).to.deep.equal(['welcome enter-pin']);
      ivr.type(pin);
      ivr.pass(2_999);
      expect(ivr.news()).to.deep.equal([]);
      ivr.pass(2);
      expect(ivr.news()).to.deep.equal(asks ? [`? 123456789 ${pin}`] : []);
    }
  });

  it('is said twice more to who presses no key, then goodbye', () => {
    const ivr = openIvr();
    ivr.begin();
    ivr.pass(60_000);
    expect(ivr.news()).to.deep.equal(['welcome enter-id', 'enter-id', 'enter-id', 'goodbye', 'hang-up silent']);
  });

  it('lasts no longer than 90 s without a valid pair, whatever is typed', () => {
    const ivr = openIvr();
    ivr.begin();
    for (let at = 0; at < 100; at += 1) {
      ivr.type('*');
      ivr.pass(1_000);
    }
    expect(ivr.news().slice(-2)).to.deep.equal(['goodbye', 'hang-up too-slow']);
    const asking = openIvr();
    asking.begin();
    asking.type('123456789123456#');
    asking.pass(92_000);
    expect(asking.news().slice(-2)).to.deep.equal(['goodbye', 'hang-up too-slow']);
    // A word of the door that comes after the goodbye opens nothing.
    asking.say('in');
    expect(asking.news()).to.deep.equal([]);
  });

  it('has three tries for who types slowly, too', () => {
    const ivr = openIvr();
    ivr.begin();
    for (let count = 0; count < 3; count += 1) {
      ivr.pass(5_000);
      for (const key of '123456789654321#') {
        ivr.type(key);
        ivr.pass(key === '#' ? 100 : 2_500);
      }
      expect(ivr.news().at(-1)).to.equal('? 123456789 654321');
      ivr.say('wrong');
    }
    expect(ivr.news().at(-1)).to.equal('wrong-id goodbye');
  });

  it('changes the language by *, and what is known of the person does not change it back', () => {
    const ivr = openIvr({ isLanguageKnown: false });
    ivr.begin();
    expect(ivr.news()).to.deep.equal(['welcome enter-id other-language']);
    ivr.type('*');
    expect(ivr.news()).to.deep.equal(['enter-id']);
    expect(ivr.state().language).to.equal('fr');
    ivr.type('123456789123456#');
    ivr.take({ kind: 'verdict', verdict: 'in', language: 'en' });
    expect(ivr.state().language).to.equal('fr');
  });

  it('offers the other language with the first question, also to who dialled the meeting', () => {
    const ivr = openIvr({ isLanguageKnown: false });
    ivr.begin('menu', '123456789');
    expect(ivr.news()).to.deep.equal(['welcome enter-pin other-language']);
    ivr.type('*');
    expect(ivr.news()).to.deep.equal(['enter-pin']);
    expect(ivr.state().language).to.equal('fr');
  });

  it('goes on in the language of the person whose PIN it is', () => {
    const ivr = openIvr();
    ivr.begin('menu', '123456789');
    ivr.type('12345678');
    ivr.take({ kind: 'verdict', verdict: 'lobby', language: 'fr' });
    expect(ivr.state().language).to.equal('fr');
  });

  it('counts digits that were typed ahead for the next question', () => {
    const ivr = openIvr();
    ivr.begin();
    ivr.type('123456789123456#1');
    expect(ivr.news().slice(-1)).to.deep.equal(['? 123456789 123456']);
    ivr.say('consent-required');
    expect(ivr.news()).to.deep.equal(['consent', '? 123456789 123456 again']);
  });

  it('tells who waits once that the server restarts, and nobody who is asked something', () => {
    const ivr = openIvr();
    ivr.begin('menu', '123456789');
    ivr.take({ kind: 'restart' });
    expect(ivr.news()).to.deep.equal(['welcome enter-pin']);
    ivr.type('12345678');
    ivr.say('waits-for-start');
    ivr.news();
    expect(hearsOfRestart(ivr.state())).to.equal(false);
    for (let time = 0; time < 3; time += 1) ivr.take({ kind: 'restart' });
    expect(ivr.news()).to.deep.equal(['restart']);
    expect(hearsOfRestart(ivr.state())).to.equal(true);
    ivr.pass(1_500);
    expect(ivr.news()).to.deep.equal(['music']);
    expect(hearsOfRestart(ivr.state())).to.equal(false);
  });

  it('forgets in the room what was typed ahead, and what was due while it waited', () => {
    const ivr = openIvr();
    ivr.begin('menu', '123456789');
    ivr.type('123456781');
    ivr.say('waits-for-start');
    ivr.pass(45_000);
    ivr.say('in');
    expect(dueMs(ivr.state())).to.equal(undefined);
    ivr.say('lobby');
    ivr.news();
    ivr.say('consent-required');
    expect(ivr.news()).to.deep.equal(['consent']);
  });

  it('begins anew after a wrong pair, twice, with what was typed ahead', () => {
    const ivr = openIvr();
    ivr.begin();
    ivr.type('123456789123456#987654321');
    ivr.news();
    ivr.say('wrong');
    expect(ivr.news()).to.deep.equal(['wrong-id try-again enter-id', 'enter-pin']);
    ivr.type('1#');
    ivr.say('wrong');
    ivr.type('1#1#');
    ivr.news();
    ivr.say('wrong');
    ivr.pass(5_000);
    expect(ivr.news()).to.deep.equal(['wrong-id goodbye', 'hang-up wrong']);
  });

  it('says a moderator’s words between the music', () => {
    const ivr = openIvr();
    ivr.begin('menu', '123456789');
    ivr.type('12345678');
    ivr.say('lobby');
    ivr.pass(2_000);
    ivr.take({ kind: 'message', text: 'Soon' });
    ivr.pass(2_000);
    expect(ivr.news().slice(-4)).to.deep.equal(['lobby', 'music', '“Soon”', 'music']);
  });

  it('waits without an end, and goes from the start to the lobby without being asked again', () => {
    const ivr = openIvr();
    ivr.begin('menu', '123456789');
    ivr.type('12345678');
    ivr.say('waits-for-start');
    ivr.pass(24 * 3_600_000);
    expect(ivr.news().at(-1)).to.equal('music');
    ivr.say('waits-for-start');
    expect(ivr.news()).to.deep.equal([]);
    ivr.say('lobby');
    expect(ivr.news()).to.deep.equal(['lobby']);
    ivr.say('in');
    expect(ivr.news()).to.deep.equal(['come-in']);
  });

  it('hangs up even when the end of the goodbye is never reported', () => {
    const state = stepIvr(beginIvr('en', true, 0), { kind: 'verdict', verdict: 'full' }, 0).state;
    expect(dueMs(state)).to.equal(60_000);
    expect(stepIvr(state, { kind: 'time' }, 60_000).outputs).to.deep.equal([{ kind: 'hang-up', outcome: 'full' }]);
  });

  it('never asks the door more than three times, and always ends, whatever keys are pressed', () => {
    const keys = fc.constantFrom(...'0123456789*#A');
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.integer({ min: 0, max: 4_000 })), { maxLength: 200 }), (presses) => {
        const ivr = openIvr();
        ivr.begin();
        let asked = 0;
        const answer = (): boolean => {
          const news = ivr.news();
          asked += news.filter((entry) => entry.startsWith('?')).length;
          if (news.some((entry) => entry.startsWith('?'))) ivr.say('wrong');
          return news.some((entry) => entry.startsWith('hang-up'));
        };
        let isOver = false;
        for (const [key, pauseMs] of presses) {
          ivr.type(key);
          isOver ||= answer();
          ivr.pass(pauseMs);
          isOver ||= answer();
        }
        ivr.pass(120_000);
        isOver ||= answer();
        ivr.pass(120_000);
        isOver ||= answer();
        expect(isOver).to.equal(true);
        expect(asked).to.be.at.most(3);
      }),
      { numRuns: 200 },
    );
  });
});
