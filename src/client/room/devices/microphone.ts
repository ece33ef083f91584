import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { supportsSound } from '../sound/supports-sound.ts';
import { type DeviceChoice, type DeviceChoices, deviceChoices, findRemembered, NO_DEVICES } from './device-choices.ts';
import { type MicrophoneTrouble, microphoneTrouble } from './microphone-trouble.ts';
import { isSwitch, remember, remembered } from './remembered.ts';

export type MicrophoneState =
  | { readonly kind: 'closed' }
  /** `prompting`: the browser is asking the person. */
  | { readonly kind: 'opening'; readonly prompting: boolean }
  | { readonly kind: 'open'; readonly stream: MediaStream; readonly device: DeviceChoice }
  | { readonly kind: 'trouble'; readonly trouble: MicrophoneTrouble };

/** How one wants to be heard; what can be done about it is the state's affair. */
export type MicrophoneWish = 'on' | 'muted' | 'none';

/** What the browser can take out of a microphone's sound, or even out in it. */
export const CLEANINGS = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const;
export type Cleaning = (typeof CLEANINGS)[number];

export interface Microphone {
  readonly state: ReadonlySignal<MicrophoneState>;
  readonly wish: Signal<MicrophoneWish>;
  readonly devices: ReadonlySignal<DeviceChoices>;
  /** Speaker chosen; '' is the system's. */
  readonly speaker: ReadonlySignal<string>;
  /** What of its sound the browser cleans. */
  readonly cleaning: Readonly<Record<Cleaning, ReadonlySignal<boolean>>>;
  /** Opens the microphone of the last choice, or the given one. Never rejects: trouble is a state. */
  open(device?: DeviceChoice): Promise<void>;
  close(): void;
  chooseSpeaker(id: string): void;
  /** Holds at once, and for the next time. */
  setCleaning(what: Cleaning, on: boolean): Promise<void>;
  /** Called when devices come or go. */
  onDevices(listener: (before: DeviceChoices, after: DeviceChoices) => void): () => void;
}

const isDevice = (value: unknown): value is DeviceChoice =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'label' in value &&
  typeof value.label === 'string';

const permissionState = async (): Promise<PermissionState | undefined> => {
  try {
    return (await navigator.permissions.query({ name: 'microphone' as PermissionName })).state;
  } catch {
    // Browsers that cannot be asked.
    return undefined;
  }
};

const watchPermission = async (onGranted: () => void): Promise<void> => {
  try {
    const status = await navigator.permissions.query({ name: 'microphone' as PermissionName });
    status.addEventListener('change', () => {
      if (status.state === 'granted') onGranted();
    });
  } catch {
    // Browsers that cannot be asked.
  }
};

interface WithPolicy {
  readonly featurePolicy?: { allowsFeature(name: string): boolean };
}

const allowedByPolicy = (): boolean =>
  (document as unknown as WithPolicy).featurePolicy?.allowsFeature('microphone') ?? true;

const troubleOf = async (thrown: unknown): Promise<MicrophoneTrouble> =>
  thrown instanceof DOMException
    ? microphoneTrouble({
        name: thrown.name,
        message: thrown.message,
        permission: await permissionState(),
        allowedByPolicy: allowedByPolicy(),
      })
    : 'unknown';

const constraints = (
  device: DeviceChoice | undefined,
  cleaning: Readonly<Record<Cleaning, boolean>>,
): MediaStreamConstraints => ({
  audio: {
    ...(device === undefined ? {} : { deviceId: { exact: device.id } }),
    channelCount: { ideal: 1 },
    ...cleaning,
  },
});

const listDevices = async (): Promise<DeviceChoices> => {
  try {
    return deviceChoices(await navigator.mediaDevices.enumerateDevices());
  } catch {
    return NO_DEVICES;
  }
};

const missingSupport = (): MicrophoneTrouble | undefined => {
  const support = supportsSound();
  if (!support.ok) return support.missing === 'secure-context' ? 'insecure' : 'unsupported';
  return navigator.mediaDevices?.getUserMedia === undefined ? 'unsupported' : undefined;
};

const stopTracks = (state: MicrophoneState): void => {
  if (state.kind === 'open') for (const track of state.stream.getTracks()) track.stop();
};

/** The one microphone of the page: at the door and in the room. */
export const createMicrophone = (): Microphone => {
  const state = signal<MicrophoneState>({ kind: 'closed' });
  const wish = signal<MicrophoneWish>('on');
  const devices = signal<DeviceChoices>(NO_DEVICES);
  const speaker = signal('');
  const switchOf = (what: Cleaning): Signal<boolean> =>
    // Before there were three switches there was one.
    signal(remembered(what, isSwitch) ?? remembered('cleansing', isSwitch) ?? true);
  const cleaning: Readonly<Record<Cleaning, Signal<boolean>>> = {
    echoCancellation: switchOf('echoCancellation'),
    noiseSuppression: switchOf('noiseSuppression'),
    autoGainControl: switchOf('autoGainControl'),
  };
  const wanted = (): Record<Cleaning, boolean> => ({
    echoCancellation: cleaning.echoCancellation.peek(),
    noiseSuppression: cleaning.noiseSuppression.peek(),
    autoGainControl: cleaning.autoGainControl.peek(),
  });
  const listeners = new Set<(before: DeviceChoices, after: DeviceChoices) => void>();
  let attempt = 0;

  const refreshDevices = async (): Promise<void> => {
    const before = devices.peek();
    const after = await listDevices();
    devices.value = after;
    if (speaker.peek() === '' || !after.speakers.some(({ id }) => id === speaker.peek())) {
      speaker.value = findRemembered(after.speakers, remembered('speaker', isDevice))?.id ?? '';
    }
    for (const listener of listeners) listener(before, after);
  };

  const request = async (device: DeviceChoice | undefined): Promise<MediaStream> => {
    const chosen = device ?? findRemembered((await listDevices()).microphones, remembered('microphone', isDevice));
    try {
      return await navigator.mediaDevices.getUserMedia(constraints(chosen, wanted()));
    } catch (thrown) {
      const gone = thrown instanceof DOMException && ['OverconstrainedError', 'NotFoundError'].includes(thrown.name);
      // A remembered microphone that is away is no reason not to be heard; a chosen one is told.
      if (!gone || chosen === undefined || device !== undefined) throw thrown;
      return await navigator.mediaDevices.getUserMedia(constraints(undefined, wanted()));
    }
  };

  /** `isLate`: chosen again or closed meanwhile. */
  const take = async (stream: MediaStream, isLate: () => boolean): Promise<void> => {
    if (!isLate()) await refreshDevices();
    if (isLate()) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    const track = stream.getAudioTracks()[0];
    const id = track?.getSettings().deviceId ?? '';
    const known = devices.peek().microphones.find((choice) => choice.id === id);
    state.value = { kind: 'open', stream, device: { id, label: known?.label ?? track?.label ?? '' } };
    const lose = (): void => {
      const now = state.peek();
      if (now.kind === 'open' && now.stream === stream) state.value = { kind: 'trouble', trouble: 'lost' };
    };
    track?.addEventListener('ended', lose);
    // Pulled out while the devices were listed.
    if (track?.readyState === 'ended') lose();
  };

  const open = async (device?: DeviceChoice): Promise<void> => {
    attempt += 1;
    const mine = attempt;
    const missing = missingSupport();
    if (missing !== undefined) {
      state.value = { kind: 'trouble', trouble: missing };
      return;
    }
    stopTracks(state.peek());
    state.value = { kind: 'opening', prompting: false };
    const prompting = (await permissionState()) === 'prompt';
    if (mine === attempt) state.value = { kind: 'opening', prompting };
    try {
      const stream = await request(device);
      await take(stream, () => mine !== attempt);
      if (device !== undefined) remember('microphone', device);
    } catch (thrown) {
      const trouble = await troubleOf(thrown);
      if (mine === attempt) await refreshDevices();
      if (mine === attempt) state.value = { kind: 'trouble', trouble };
    }
  };

  navigator.mediaDevices?.addEventListener('devicechange', () => void refreshDevices());
  // Whoever allows the microphone in the browser's own menu need not press "try again" as well.
  void watchPermission(() => {
    const now = state.peek();
    if (now.kind === 'trouble' && now.trouble !== 'lost' && wish.peek() !== 'none') void open();
  });

  return {
    state,
    wish,
    devices,
    speaker,
    cleaning,
    open,
    close() {
      attempt += 1;
      stopTracks(state.peek());
      state.value = { kind: 'closed' };
    },
    chooseSpeaker(id) {
      // Chromium lists the system's own speaker as a device.
      speaker.value = id === 'default' ? '' : id;
      remember(
        'speaker',
        devices.peek().speakers.find((choice) => choice.id === speaker.peek()),
      );
    },
    async setCleaning(what, on) {
      cleaning[what].value = on;
      remember(what, on);
      const now = state.peek();
      // Opened anew: no browser changes all three in a running microphone.
      if (now.kind === 'open') await open(now.device);
    },
    onDevices(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
