/** A microphone or speaker as a menu shows it. */
export interface DeviceChoice {
  readonly id: string;
  /** Empty as long as the browser has not been allowed to tell. */
  readonly label: string;
}

export interface DeviceChoices {
  readonly microphones: readonly DeviceChoice[];
  readonly speakers: readonly DeviceChoice[];
}

export const NO_DEVICES: DeviceChoices = { microphones: [], speakers: [] };

interface Device {
  readonly kind: string;
  readonly deviceId: string;
  readonly label: string;
}

const ofKind = (devices: readonly Device[], kind: string): readonly DeviceChoice[] =>
  devices
    // Chromium lists the device for calls a second time; before permission there is one nameless entry.
    .filter((device) => device.kind === kind && device.deviceId !== 'communications' && device.deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label: label.replace(/ \([0-9a-f]{4}:[0-9a-f]{4}\)$/i, '') }));

export const deviceChoices = (devices: readonly Device[]): DeviceChoices => ({
  microphones: ofKind(devices, 'audioinput'),
  speakers: ofKind(devices, 'audiooutput'),
});

/** The device that was chosen before: by its identifier, or by its name where identifiers have changed. */
export const findRemembered = (
  choices: readonly DeviceChoice[],
  remembered: DeviceChoice | undefined,
): DeviceChoice | undefined =>
  remembered &&
  (choices.find(({ id }) => id === remembered.id) ??
    choices.find(({ label }) => label !== '' && label === remembered.label));

/** Those of `after` that are not in `before`: what has just been plugged in. */
export const newDevices = (before: readonly DeviceChoice[], after: readonly DeviceChoice[]): readonly DeviceChoice[] =>
  after.filter(
    ({ id, label }) =>
      label !== '' && id !== 'default' && !before.some((known) => known.id === id || known.label === label),
  );
