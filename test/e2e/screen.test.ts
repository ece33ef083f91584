import { expect } from 'chai';
import { createShownRoom, prepareScreenGround, type ScreenGround } from '../room/screen-ground.ts';
import { type LabPage, type ScreenLab, startScreenLab } from './screen-lab/screen-lab.ts';

type Colours = readonly (readonly number[])[];
const SHOWN: Colours = [
  [192, 0, 0],
  [0, 160, 0],
  [0, 0, 192],
  [224, 224, 224],
];
const OTHERS: Colours = [...SHOWN].reverse();
const OTHER_QUARTERS = `['#e0e0e0', '#0000c0', '#00a000', '#c00000']`;

/** Codecs halve the colours and round them; nobody would call these others. */
const NEAR = 32;
const look =
  (wanted: Colours) =>
  (seen: Colours): boolean =>
    wanted.every((colour, quarter) =>
      colour.every((part, index) => Math.abs((seen[quarter]?.[index] ?? 999) - part) <= NEAR),
    );

describe('a screen shared between two browsers', function () {
  this.timeout(90_000);
  let lab: ScreenLab;
  let ground: ScreenGround;
  let room: ReturnType<typeof createShownRoom>;

  before(async () => {
    lab = await startScreenLab();
  });
  after(() => lab.stop());
  beforeEach(async () => {
    ground = await prepareScreenGround();
    room = createShownRoom();
  });
  afterEach(async () => {
    await lab.closePages();
    await ground.stop();
  });

  const enter = async (page: LabPage): Promise<ReturnType<ScreenGround['pass']>> => {
    const given = ground.pass(room);
    await page.ask(`lab.open('${ground.url}', '${given.key}')`);
    await page.until<boolean>('lab.connected', (connected) => connected);
    return given;
  };
  const present = async (page: LabPage, id = 'screen-1'): Promise<void> => {
    const { participantId } = await enter(page);
    room.show({ id, participantId, startedMs: 0, paused: false });
    await page.ask(`lab.present('${id}')`);
  };
  const view = async (page: LabPage): Promise<void> => {
    await enter(page);
    await page.ask('lab.view()');
  };
  const sees = (page: LabPage, wanted: Colours): Promise<Colours> => page.until<Colours>('lab.colours()', look(wanted));

  /** What holds for each pair of browsers. */
  const walk = async (presenter: LabPage, viewer: LabPage, codec: string): Promise<void> => {
    // No even number: encoders take none else.
    await presenter.ask('lab.pretendScreen(801, 601)');
    await present(presenter);
    await view(viewer);
    await sees(viewer, SHOWN);
    expect(await viewer.ask('lab.size')).to.deep.equal({ width: 800, height: 600 });
    expect(await presenter.ask('lab.codec')).to.equal(codec);

    await presenter.ask(`lab.quarters = ${OTHER_QUARTERS}`);
    await sees(viewer, OTHERS);
    await presenter.ask('lab.standStill()');

    await presenter.ask('lab.resize(640, 360)');
    await viewer.until<{ width: number }>('lab.size', ({ width }) => width === 640);
    await sees(viewer, OTHERS);

    await presenter.ask('lab.link.pause(true)');
    await presenter.ask(`lab.quarters = ['#c00000', '#00a000', '#0000c0', '#e0e0e0']`);
    await presenter.ask('lab.draw()');
    // A canvas that is mounted anew shows the picture that stands, though nothing moves.
    await viewer.ask('lab.view()');
    await sees(viewer, OTHERS);
    await presenter.ask('lab.link.pause(false)');
    await presenter.ask('lab.draw()');
    await sees(viewer, SHOWN);
    expect(ground.counters.chunksRefused).to.equal(0);
  };

  it('from Chromium to Chromium: sharp colours, another size, a pause, a late comer to a screen that stands still', async () => {
    const [presenter, viewer] = [await lab.openChromium(), await lab.openChromium()];
    await walk(presenter, viewer, 'avc1.42E028');
    const late = await lab.openChromium();
    await view(late);
    await sees(late, SHOWN);
  });

  it('from Chromium to Firefox', async () => {
    await walk(await lab.openChromium(), await lab.openFirefox(), 'avc1.42E028');
  });

  it('from Firefox to Chromium', async () => {
    await walk(await lab.openFirefox(), await lab.openChromium(), 'vp8');
  });

  it('takes what Chromium captures by getDisplayMedia', async () => {
    const [presenter, viewer] = [await lab.openChromium(), await lab.openChromium()];
    await present(presenter);
    await view(viewer);
    const size = await viewer.until<{ width: number; height: number } | null>(
      'lab.size ?? null',
      (seen) => seen !== null,
    );
    expect(size?.width).to.be.above(100);
  });

  it('carries the sound of the screen', async () => {
    const [presenter, viewer] = [await lab.openChromium(), await lab.openChromium()];
    await presenter.ask('lab.pretendScreen(640, 480, undefined, 440)');
    await present(presenter);
    await view(viewer);
    await sees(viewer, SHOWN);
    for (const endMs = Date.now() + 10_000; ; ) {
      const { tones } = await viewer.hears([440, 620]);
      if ((tones[0] ?? 0) > 0.3 && (tones[1] ?? 1) < 0.05) break;
      if (Date.now() > endMs) expect(tones, 'loudness of 440 and 620 Hz').to.deep.equal('a tone of 440 Hz');
    }
  });

  it('goes on in another codec when a viewer cannot decode the first', async () => {
    const presenter = await lab.openChromium();
    const viewer = await lab.openChromium();
    await presenter.ask('lab.pretendScreen(640, 480)');
    await present(presenter);
    await view(viewer);
    await sees(viewer, SHOWN);
    const stranger = await ground.connect(room);
    stranger.socket.emit('screen.unsupported', 'avc1.42E028');
    await presenter.until('lab.codec', (codec) => codec === 'vp09.00.40.08');
    await presenter.ask(`lab.quarters = ${OTHER_QUARTERS}`);
    await sees(viewer, OTHERS);
    expect(await viewer.ask('lab.undecodable')).to.equal(false);
  });
});
