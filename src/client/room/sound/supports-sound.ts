export type SoundSupport =
  | { readonly ok: true }
  /** `secure-context`: the page is neither https nor localhost; the others: the browser is too old for them. */
  | { readonly ok: false; readonly missing: 'secure-context' | 'audio-worklet' | 'web-codecs' };

/** Whether this browser can take part with sound. Where it cannot, the room still opens: chat and participants work. */
export const supportsSound = (): SoundSupport => {
  // The other two are hidden from pages that are not secure: name the true reason.
  if (!globalThis.isSecureContext) return { ok: false, missing: 'secure-context' };
  if (!('AudioContext' in globalThis) || !('AudioWorkletNode' in globalThis))
    return { ok: false, missing: 'audio-worklet' };
  if (!('AudioEncoder' in globalThis) || !('AudioDecoder' in globalThis)) return { ok: false, missing: 'web-codecs' };
  return { ok: true };
};
