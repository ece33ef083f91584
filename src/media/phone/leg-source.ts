import { FIRST_MOMENTS_MS, UNPROVED_TARGET_MS } from './limits.ts';

export interface MediaAddress {
  readonly address: string;
  readonly port: number;
}

/**
 * Where a leg's sound comes from, and so where ours goes (symmetric RTP, RFC 4961): whoever sends packets elsewhere reaches nobody.
 * The signalled address is always right; behind a firewall that changes addresses it is nobody's, and the first packet that fits
 * shows the real one, within the first moments only.
 */
export interface LegSource {
  /** What signalling says, at first and at each change. `address`: as sockets write it. */
  expect(signalled: MediaAddress | undefined, nowMs: number): void;
  /** Whether a packet that fits (payload type, authentication) is from them; the first one makes it so. */
  admits(address: string, port: number, ssrc: number, nowMs: number): boolean;
  /** Whether anything from there may be theirs: looked at before any work is done. */
  mayBe(address: string, nowMs: number): boolean;
  /** Whether reports from there are theirs. */
  isTheirs(address: string): boolean;
  /** A report of theirs came from there. */
  reported(address: string): void;
  /** Where to send; for `UNPROVED_TARGET_MS` at the most while nothing has come from there: a caller may have named a stranger. */
  target(nowMs: number): MediaAddress | undefined;
  /** Their IP address is proved by packets. */
  isLatched(): boolean;
}

interface Latched extends MediaAddress {
  readonly ssrc: number;
}

export const createLegSource = (): LegSource => {
  let signalled: MediaAddress | undefined;
  let signalledMs = 0;
  let latched: Latched | undefined;
  /** Where packets came from before the last change of signalling: we go on sending there until new ones come. */
  let before: MediaAddress | undefined;
  let hasReported = false;

  const inFirstMoments = (nowMs: number): boolean => nowMs - signalledMs <= FIRST_MOMENTS_MS;
  const isSignalled = (address: string): boolean => address === signalled?.address;
  const isSignalledPort = (address: string, port: number): boolean => isSignalled(address) && port === signalled?.port;
  /**
   * What is signalled takes over from whoever was first, as long as these are the first moments: the port too, since what comes from
   * another port of the same address may be somebody else's.
   */
  const mayTakeOver = (address: string, port: number, nowMs: number): boolean =>
    latched !== undefined &&
    inFirstMoments(nowMs) &&
    (isSignalled(latched.address) ? isSignalledPort(address, port) && latched.port !== port : isSignalled(address));

  return {
    expect: (next, nowMs) => {
      const moved = next?.address !== signalled?.address || next?.port !== signalled?.port;
      before = moved ? undefined : (latched ?? before);
      latched = undefined;
      if (moved) hasReported = false;
      signalled = next;
      signalledMs = nowMs;
    },
    mayBe: (address, nowMs) => {
      if (latched !== undefined) return address === latched.address || (isSignalled(address) && inFirstMoments(nowMs));
      return isSignalled(address) || inFirstMoments(nowMs);
    },
    admits: (address, port, ssrc, nowMs) => {
      if (latched !== undefined && !mayTakeOver(address, port, nowMs)) {
        if (address !== latched.address) return false;
        if (port === latched.port) {
          if (ssrc !== latched.ssrc) latched = { address, port, ssrc };
          return true;
        }
        // A firewall gave them another port; somebody else behind it would have another SSRC.
        if (ssrc !== latched.ssrc) return false;
      } else if (!isSignalled(address) && !inFirstMoments(nowMs)) return false;
      latched = { address, port, ssrc };
      return true;
    },
    isTheirs: (address) => (latched ?? before ?? signalled)?.address === address,
    reported: (address) => {
      if (isSignalled(address)) hasReported = true;
    },
    target: (nowMs) => {
      const known = latched ?? before;
      if (known !== undefined || hasReported || nowMs - signalledMs <= UNPROVED_TARGET_MS) return known ?? signalled;
      return undefined;
    },
    isLatched: () => latched !== undefined,
  };
};
