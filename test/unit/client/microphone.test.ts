import { expect } from 'chai';

/** What is tried of the microphone. Its module speaks of a browser's types, which a test has not: it is loaded without them. */
interface Microphone {
  readonly state: { readonly value: { readonly kind: string; readonly trouble?: string } };
  open(): Promise<void>;
  close(): void;
}
const MODULE: string = '../../../src/client/room/devices/microphone.ts';

/** A track that knows whether it runs. */
class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  readonly label = 'Headset';
  getSettings = () => ({ deviceId: 'headset' });
  stop(): void {
    this.readyState = 'ended';
  }
}

/** A browser that gives a microphone at once, and lists its devices when it is told to. */
const fakeBrowser = () => {
  const tracks: FakeTrack[] = [];
  const lists: Array<() => void> = [];
  const mediaDevices = Object.assign(new EventTarget(), {
    getUserMedia: async () => {
      const track = new FakeTrack();
      tracks.push(track);
      return { getTracks: () => [track], getAudioTracks: () => [track] };
    },
    enumerateDevices: () => new Promise<readonly object[]>((resolve) => lists.push(() => resolve([]))),
  });
  const list = (): void => {
    for (const answer of lists.splice(0)) answer();
  };
  return { mediaDevices, tracks, lists, list };
};

const untilTrue = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};

describe('the microphone', () => {
  let createMicrophone: () => Microphone;
  let browser: ReturnType<typeof fakeBrowser>;
  const replaced = new Map<string, PropertyDescriptor | undefined>();

  before(async () => {
    ({ createMicrophone } = (await import(MODULE)) as { createMicrophone: () => Microphone });
  });

  beforeEach(() => {
    browser = fakeBrowser();
    const values = {
      navigator: { mediaDevices: browser.mediaDevices },
      isSecureContext: true,
      AudioContext: class {},
      AudioEncoder: class {},
      AudioDecoder: class {},
      AudioWorkletNode: class {},
      localStorage: { getItem: () => null, setItem() {}, removeItem() {} },
    };
    for (const [name, value] of Object.entries(values)) {
      replaced.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { configurable: true, value });
    }
  });

  afterEach(() => {
    for (const [name, descriptor] of replaced) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
  });

  /** Opens it until the browser has given it and is asked for its devices again, to name it. */
  const openUntilNamed = async (microphone: Microphone): Promise<{ readonly opened: Promise<void> }> => {
    const opened = microphone.open();
    await untilTrue(() => browser.lists.length > 0);
    browser.list();
    await untilTrue(() => browser.tracks.length > 0 && browser.lists.length > 0);
    return { opened };
  };

  it('that is closed while it opens stays closed, and its light goes out', async () => {
    const microphone = createMicrophone();
    const { opened } = await openUntilNamed(microphone);
    microphone.close();
    browser.list();
    await opened;
    expect(microphone.state.value.kind).to.equal('closed');
    expect(browser.tracks[0]?.readyState).to.equal('ended');
  });

  it('that is pulled out while it opens is lost, not open', async () => {
    const microphone = createMicrophone();
    const { opened } = await openUntilNamed(microphone);
    browser.tracks[0]?.stop();
    browser.list();
    await opened;
    expect(microphone.state.value).to.deep.equal({ kind: 'trouble', trouble: 'lost' });
  });
});
