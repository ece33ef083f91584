/** Why there is no microphone; each has its own sentence in `door.trouble`. */
export const MICROPHONE_TROUBLES = [
  'denied',
  'dismissed',
  'policy',
  'system',
  'missing',
  'busy',
  'unfit',
  'insecure',
  'unsupported',
  'lost',
  'unknown',
] as const;
export type MicrophoneTrouble = (typeof MICROPHONE_TROUBLES)[number];

export interface Refusal {
  /** Name of the DOMException that `getUserMedia` threw. */
  readonly name: string;
  readonly message: string;
  /** What the browser says of the permission after the refusal, where it can be asked. */
  readonly permission: 'granted' | 'denied' | 'prompt' | undefined;
  /** False where the page's or its frame's policy forbids the microphone. */
  readonly allowedByPolicy: boolean;
}

const NAMES: Readonly<Record<string, MicrophoneTrouble>> = {
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
  OverconstrainedError: 'unfit',
  ConstraintNotSatisfiedError: 'unfit',
  SecurityError: 'policy',
};

/** Media Capture and Streams 10.2.1 names the errors; who said no is told apart by the permission that remains. */
export const microphoneTrouble = ({ name, message, permission, allowedByPolicy }: Refusal): MicrophoneTrouble => {
  if (name !== 'NotAllowedError' && name !== 'PermissionDeniedError') return NAMES[name] ?? 'unknown';
  if (!allowedByPolicy || /permissions? policy|feature policy/i.test(message)) return 'policy';
  if (/by system|by the system|platform denied/i.test(message)) return 'system';
  // The page may, yet was refused: the system stands between.
  if (permission === 'granted') return 'system';
  if (/dismissed/i.test(message) || permission === 'prompt') return 'dismissed';
  return 'denied';
};
