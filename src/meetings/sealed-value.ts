import type { Clock } from '../base/clock.ts';
import type { Keyring } from '../platform/keyring.ts';

/** A value that is handed out and comes back unread and unchanged, for a while. */
export interface SealedValue<Value extends object> {
  issue(value: Value): string;
  /** Undefined for anything that was not issued here for this purpose, or whose time is over. */
  redeem(text: string): (Value & { readonly expiresMs: number }) | undefined;
}

/** `purpose` names what the value is for and must change with its shape: what is sealed for one purpose opens for no other. */
export const createSealedValue = <Value extends object>({
  keyring,
  clock,
  purpose,
  lastsMs,
}: {
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly purpose: string;
  readonly lastsMs: number;
}): SealedValue<Value> => ({
  issue: (value) => keyring.seal(purpose, JSON.stringify({ ...value, expiresMs: clock.nowMs() + lastsMs })),
  redeem(text) {
    const opened = keyring.open(purpose, text);
    if (opened === undefined) return undefined;
    // Authenticated by the seal: only `issue` can have written it.
    const value = JSON.parse(opened) as Value & { readonly expiresMs: number };
    return value.expiresMs > clock.nowMs() ? value : undefined;
  },
});
