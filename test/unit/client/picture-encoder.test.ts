import { expect } from 'chai';
import { parseScreenChunk } from '../../../src/contract/room/screen-chunk.ts';

/** The encoder as far as it is used here: its own types are those of a browser, which this program's compiler does not know. */
interface Encoder {
  offer(picture: object): void;
  tick(): void;
  askKey(): void;
  setPaused(paused: boolean): void;
  cannotDecode(codec: string): void;
  close(): void;
}
interface EncoderModule {
  createPictureEncoder(deps: {
    readonly taste: 'h264-first' | 'vp8-first';
    readonly send: (chunk: Uint8Array) => void;
    readonly maySend: () => boolean;
    readonly backlogBytes: () => number;
    readonly onSending: (codec: string) => void;
    readonly onNoCodec: () => void;
    readonly nowMs: () => number;
    readonly random32: () => number;
  }): Encoder;
}
const MODULE = '../../../src/client/room/screen/picture-encoder.ts';

interface FakeConfig {
  readonly codec: string;
  readonly width: number;
  readonly height: number;
}
interface FakeChunk {
  readonly type: 'key' | 'delta';
  readonly timestamp: number;
  readonly byteLength: number;
  copyTo(target: Uint8Array): void;
}

/** How each codec of this browser behaves: `silent` takes everything and gives nothing. */
type Ways = Readonly<Record<string, 'works' | 'silent' | 'throws' | 'huge'>>;

const installFakes = (ways: Ways) => {
  const configured: FakeConfig[] = [];
  let open = 0;
  class FakeFrame {
    readonly timestamp: number;
    readonly visibleRect: { x: number; y: number; width: number; height: number };
    constructor(source: FakeFrame | undefined, init: { timestamp?: number; visibleRect?: FakeFrame['visibleRect'] }) {
      this.timestamp = init.timestamp ?? 0;
      this.visibleRect = init.visibleRect ?? source?.visibleRect ?? { x: 0, y: 0, width: 641, height: 480 };
      open += 1;
    }
    close(): void {
      open -= 1;
    }
  }
  class FakeEncoder {
    state = 'unconfigured';
    encodeQueueSize = 0;
    private codec = '';
    private readonly output: (chunk: FakeChunk) => void;
    constructor({ output }: { output: (chunk: FakeChunk) => void }) {
      this.output = output;
    }
    configure(config: FakeConfig): void {
      if (ways[config.codec] === 'throws') throw new Error('not supported');
      this.state = 'configured';
      this.codec = config.codec;
      configured.push(config);
    }
    encode(frame: FakeFrame, { keyFrame }: { keyFrame: boolean }): void {
      if (ways[this.codec] === 'silent') {
        this.encodeQueueSize += 1;
        return;
      }
      const byteLength = ways[this.codec] === 'huge' ? 2_000_000 : 10;
      this.output({ type: keyFrame ? 'key' : 'delta', timestamp: frame.timestamp, byteLength, copyTo() {} });
    }
    close(): void {
      this.state = 'closed';
    }
  }
  Object.assign(globalThis, { VideoFrame: FakeFrame, VideoEncoder: FakeEncoder });
  return {
    configured,
    openFrames: () => open,
    picture: (width = 641, height = 480): object =>
      new FakeFrame(undefined, { visibleRect: { x: 0, y: 0, width, height } }),
    remove() {
      Reflect.deleteProperty(globalThis, 'VideoFrame');
      Reflect.deleteProperty(globalThis, 'VideoEncoder');
    },
  };
};

describe("the presenter's pictures on their way to chunks", () => {
  let fakes: ReturnType<typeof installFakes>;
  let createPictureEncoder: EncoderModule['createPictureEncoder'];
  before(async () => {
    const loaded: EncoderModule = await import(MODULE);
    createPictureEncoder = loaded.createPictureEncoder;
  });
  afterEach(() => fakes.remove());

  const prepare = (ways: Ways) => {
    fakes = installFakes(ways);
    let nowMs = 0;
    let streams = 0;
    let maySend = true;
    const sent: string[] = [];
    const told: string[] = [];
    const encoder = createPictureEncoder({
      taste: 'h264-first',
      send(chunk) {
        const header = parseScreenChunk(chunk);
        sent.push(
          `${header?.key ? 'key' : 'delta'} ${header?.width}x${header?.height} ${header?.codec} of ${header?.stream}`,
        );
      },
      maySend: () => maySend,
      backlogBytes: () => 0,
      onSending: (codec) => told.push(codec),
      onNoCodec: () => told.push('none'),
      nowMs: () => nowMs,
      random32: () => {
        streams += 1;
        return streams;
      },
    });
    const pass = (ms: number): void => {
      for (const endMs = nowMs + ms; nowMs < endMs; nowMs += 33) encoder.tick();
    };
    return {
      encoder,
      sent,
      told,
      pass,
      setMaySend(may: boolean) {
        maySend = may;
      },
    };
  };

  it('are a key picture of even size, then a few of the same so that it becomes sharp, then nothing', () => {
    const { encoder, sent, pass } = prepare({ 'avc1.42E028': 'works' });
    encoder.offer(fakes.picture(641, 481));
    pass(5_000);
    expect(sent[0]).to.equal('key 640x480 avc1.42E028 of 1');
    expect(sent.slice(1)).to.deep.equal(Array(3).fill('delta 640x480 avc1.42E028 of 1'));
    encoder.askKey();
    pass(1_000);
    expect(sent[4], 'though the screen stands still').to.equal('key 640x480 avc1.42E028 of 1');
    encoder.close();
    expect(fakes.openFrames(), 'none is left open').to.equal(0);
  });

  it('go to the next codec when an encoder throws, or takes three pictures and gives nothing for a second', () => {
    const { encoder, sent, told, pass } = prepare({
      'avc1.42E028': 'throws',
      'vp09.00.40.08': 'silent',
      vp8: 'works',
    });
    encoder.offer(fakes.picture());
    pass(1_000);
    expect(sent).to.deep.equal([]);
    pass(500);
    expect(sent[0]).to.match(/^key 640x480 vp8/);
    expect(told).to.deep.equal(['vp8']);
  });

  it('give every codec a second chance on a computer that is only slow, and then say that there is none', () => {
    const { encoder, told, pass } = prepare({ 'avc1.42E028': 'silent', 'vp09.00.40.08': 'throws', vp8: 'silent' });
    encoder.offer(fakes.picture());
    pass(4_000);
    expect(told).to.deep.equal([]);
    pass(12_000);
    expect(told).to.deep.equal(['none']);
    expect(fakes.configured.map(({ codec }) => codec)).to.deep.equal(['avc1.42E028', 'vp8', 'avc1.42E028', 'vp8']);
  });

  it('begin a new stream with a key picture when the size changes, or a viewer cannot decode the codec', () => {
    const { encoder, sent, pass } = prepare({ 'avc1.42E028': 'works', 'vp09.00.40.08': 'works' });
    encoder.offer(fakes.picture(640, 480));
    pass(100);
    encoder.offer(fakes.picture(800, 600));
    pass(200);
    encoder.cannotDecode('avc1.42E028');
    pass(200);
    expect(sent.filter((one) => one.startsWith('key'))).to.deep.equal([
      'key 640x480 avc1.42E028 of 1',
      'key 800x600 avc1.42E028 of 2',
      'key 800x600 vp09.00.40.08 of 3',
    ]);
    encoder.cannotDecode('vp09.00.40.08');
    encoder.cannotDecode('vp8');
    pass(200);
    expect(sent.at(-1)).to.match(/delta|key/);
  });

  it('show nothing new while paused, but the last one to who asks', () => {
    const { encoder, sent, pass } = prepare({ 'avc1.42E028': 'works' });
    encoder.offer(fakes.picture(640, 480));
    pass(2_000);
    const before = sent.length;
    encoder.setPaused(true);
    encoder.offer(fakes.picture(800, 600));
    pass(1_000);
    expect(sent).to.have.length(before);
    encoder.askKey();
    pass(100);
    expect(sent[before]).to.equal('key 640x480 avc1.42E028 of 1');
  });

  it('wait while nobody takes them', () => {
    const { encoder, sent, pass, setMaySend } = prepare({ 'avc1.42E028': 'works' });
    setMaySend(false);
    encoder.offer(fakes.picture());
    pass(3_000);
    expect(sent).to.deep.equal([]);
    setMaySend(true);
    pass(40);
    expect(sent).to.have.length(1);
  });

  it('that are too large to be sent become coarser, and come again as key pictures', () => {
    const { encoder, sent, pass } = prepare({ 'avc1.42E028': 'huge' });
    encoder.offer(fakes.picture());
    pass(1_000);
    expect(sent).to.deep.equal([]);
    const bitrates = fakes.configured.map((config) => (config as unknown as { bitrate: number }).bitrate);
    expect(bitrates.at(-1)).to.equal(250_000);
  });
});
