/** `offline`: goes on by itself when the network is back. */
export type UploadState = 'waiting' | 'sending' | 'offline' | 'done' | 'failed' | 'cancelled';

export interface UploadItem {
  readonly id: number;
  readonly name: string;
  /** The folder that it goes into. */
  readonly parentId: string;
  readonly bytes: number;
  readonly sent: number;
  readonly state: UploadState;
  /** Why it failed, in words. */
  readonly problem?: string | undefined;
}

export interface UploadSum {
  readonly running: number;
  readonly done: number;
  readonly failed: number;
  /** Of what was not cancelled and did not fail. */
  readonly sent: number;
  readonly bytes: number;
}

export const isRunning = ({ state }: UploadItem): boolean =>
  state === 'waiting' || state === 'sending' || state === 'offline';

export const sumUp = (items: readonly UploadItem[]): UploadSum => {
  const counted = items.filter((item) => isRunning(item) || item.state === 'done');
  return {
    running: items.filter(isRunning).length,
    done: items.filter(({ state }) => state === 'done').length,
    failed: items.filter(({ state }) => state === 'failed').length,
    sent: counted.reduce((sum, { sent }) => sum + sent, 0),
    bytes: counted.reduce((sum, { bytes }) => sum + bytes, 0),
  };
};
