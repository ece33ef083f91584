import { expect } from 'chai';
import type { CommandAnswer } from '../../src/contract/room/room-messages.ts';
import type { ParticipantBody, ScreenBody } from '../../src/contract/room/room-state.ts';
import { type HeadlessClient, newMessageName } from '../kit/headless-client.ts';
import { seededRandom } from '../kit/random-rules.ts';
import { type Cast, castOf } from './attack-cast.ts';
import { prepareRoomGround, type RoomGround } from './room-ground.ts';

/** `RACES=10000 RACES_SEED=7` for a long run. */
const RACES = Number(process.env['RACES'] ?? 1_000);
const SEED = Number(process.env['RACES_SEED'] ?? 1);
/** So many in one session, then a new one. */
const EACH_SESSION = 50;

const idOf = (client: HeadlessClient): string => client.view.welcome?.you.id ?? '';
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What Olga, the organizer, does to Ann, who moderates. */
const STROKES = ['moderator.take', 'participant.remove', 'participant.wait', 'screen.start'] as const;
type Stroke = (typeof STROKES)[number];

/** What Ann does meanwhile, which she may not any more after Olga's stroke. */
const DEEDS = [
  'participants.mute',
  'participant.mute',
  'lobby.admit',
  'lobby.decline',
  'meeting.set',
  'chat.delete',
  'hand.lower',
  'participant.remove',
  'participant.wait',
  'screen.start',
  'moderator.give',
] as const;

interface Stage {
  readonly cast: Cast;
  readonly olga: HeadlessClient;
  /** Sees everything in the one order in which it happened. */
  readonly max: HeadlessClient;
}

describe('commands that run into one another', function () {
  this.timeout(Math.max(60_000, RACES * 300));
  let ground: RoomGround;
  before(async () => {
    ground = await prepareRoomGround();
  });
  after(() => ground.stop());

  const setStage = async (): Promise<Stage> => {
    const cast = await castOf(ground);
    return { cast, olga: await cast.join('Olga', 'organizer'), max: await cast.join('Max', 'moderator') };
  };

  /** The command with everything in place for it. */
  const prepare = async (
    deed: (typeof DEEDS)[number],
    { cast, olga }: Stage,
    victim: HeadlessClient,
  ): Promise<object> => {
    const target = { id: idOf(victim) };
    switch (deed) {
      case 'lobby.admit':
        return { ids: [(await cast.wait('Wanda')).id] };
      case 'lobby.decline':
        return { id: (await cast.wait('Wanda')).id };
      case 'meeting.set':
        return { locked: true };
      case 'chat.delete': {
        const text = newMessageName();
        await olga.say(text);
        await olga.until('it', ({ view }) => view.texts().includes(text));
        return { id: [...olga.view.chat.values()].find((message) => message.text === text)?.id };
      }
      case 'screen.start':
        return { takeOver: true };
      case 'participants.mute':
        return {};
      default:
        return target;
    }
  };

  /** Whether the event shows a deed of Ann's. */
  const isDeed = (name: string, body: unknown, ann: string): boolean => {
    if (name === 'participant.changed' || name === 'participant.left') return (body as ParticipantBody).id !== ann;
    if (name === 'screen.changed') return (body as { screen: ScreenBody | null }).screen?.participantId === ann;
    return ['lobby.gone', 'meeting.changed', 'chat.deleted'].includes(name);
  };
  const isStroke = (stroke: Stroke, name: string, body: unknown, ann: string, olga: string): boolean => {
    if (stroke === 'screen.start')
      return name === 'screen.changed' && (body as { screen: ScreenBody | null }).screen?.participantId === olga;
    if (stroke === 'moderator.take')
      return (
        name === 'participant.changed' &&
        (body as ParticipantBody).id === ann &&
        (body as ParticipantBody).role === 'attendee'
      );
    return name === 'participant.left' && (body as { id: string }).id === ann;
  };

  it(`${RACES} times: nothing that somebody may not any more is done after it was acknowledged that they may not`, async () => {
    const random = seededRandom(SEED);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
    const counts = { doneBefore: 0, refused: 0, doneAfter: 0, unanswered: 0 };
    let stage = await setStage();
    for (let race = 0; race < RACES; race += 1) {
      if (race % EACH_SESSION === EACH_SESSION - 1) {
        stage.cast.close();
        stage = await setStage();
      }
      ground.clock.forward(20_000);
      const { cast, olga, max } = stage;
      const names = { ann: `Ann ${race}`, victim: `Vic ${race}` };
      const ann = await cast.join(names.ann, 'moderator');
      const victim = await cast.join(names.victim, 'attendee', { mayModerate: true });
      await victim.command('microphone.set', { state: 'on' });
      await victim.command('hand.set', { raised: true });
      const stroke = pick(STROKES);
      const deeds: Array<readonly [string, object]> = [];
      for (let count = 0; count < 5; count += 1) {
        const deed = stroke === 'screen.start' ? 'screen.set' : pick(DEEDS);
        deeds.push([deed, deed === 'screen.set' ? { paused: count % 2 === 0 } : await prepare(deed, stage, victim)]);
      }
      if (stroke === 'screen.start') await ann.command('screen.start', { takeOver: true });

      const what = `race ${race} of seed ${SEED}: ${stroke} against ${deeds.map(([name]) => name).join(', ')}`;
      const mark = max.heard.length;
      const sent: Array<{ late: boolean; answer?: CommandAnswer }> = [];
      const answers: Array<Promise<void>> = [];
      let acknowledged = false;
      const strike = async (): Promise<void> => {
        const body = stroke === 'screen.start' ? { takeOver: true } : { id: idOf(ann) };
        expect(await olga.ask(stroke, body), what).to.equal('ok');
        acknowledged = true;
      };
      const send = ([name, body]: readonly [string, object]): void => {
        const one: (typeof sent)[number] = { late: acknowledged };
        sent.push(one);
        const asked = ann.command(name, body).then(
          (answer) => {
            one.answer = answer;
          },
          () => {}, // the connection is closed
        );
        answers.push(asked);
      };
      const at = Math.floor(random() * 4);
      let struck: Promise<void> | undefined;
      for (const [index, deed] of deeds.slice(0, 3).entries()) {
        if (index === at) struck = strike();
        send(deed);
        for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1) await turn();
      }
      await (struck ?? strike());
      for (const deed of deeds.slice(3)) send(deed);

      // What was told before this was told before the mark.
      const end = newMessageName();
      await olga.say(end);
      await max.until('the end of the race', ({ view }) => view.texts().includes(end));
      await Promise.all(answers);
      for (const { late, answer } of sent) {
        if (answer === undefined) counts.unanswered += 1;
        else if (!answer.ok) counts.refused += 1;
        else if (late) counts.doneAfter += 1;
        else counts.doneBefore += 1;
      }
      const news = max.heard.slice(mark);
      const struckAt = news.findIndex(({ name, body }) => isStroke(stroke, name, body, idOf(ann), idOf(olga)));
      expect(struckAt, what).to.be.at.least(0);
      const after = news.slice(struckAt + 1).filter(({ name, body }) => isDeed(name, body, idOf(ann)));
      expect(
        after.map(({ name }) => name),
        what,
      ).to.deep.equal([]);
      expect(counts.doneAfter, what).to.equal(0);
      await olga.command('meeting.set', { locked: false });
      for (const client of [ann, victim]) if (client.end === undefined) await client.leave().catch(() => {});
    }
    // Else the races were none.
    expect(counts.doneBefore).to.be.above(RACES / 10);
    expect(counts.refused + counts.unanswered).to.be.above(RACES);
  });
});
