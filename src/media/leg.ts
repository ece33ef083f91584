/** Some audio frames (`audio/audio-frame.ts`) that leave together, the oldest first. */
export interface FrameGroup {
  readonly frames: readonly Uint8Array[];
  /** When they were sent on, on the server's clock. */
  readonly nowMs: number;
  /** The frames in a transport's own form, made by the first leg that asks and shared by all: pass the same function each time. */
  as<Form>(make: (frames: readonly Uint8Array[]) => Form): Form;
}

/** One participant's media endpoint on the server, however it is connected. It takes the room's sound here and gives its own to `Voice`. */
export interface Leg {
  /** The participant's number in the session. */
  readonly number: number;
  /** Sends the frames on, or loses them when this listener lags: never waits, never throws. */
  deliver(group: FrameGroup): void;
}

export const createFrameGroup = (frames: readonly Uint8Array[], nowMs: number): FrameGroup => {
  // Nearly all listeners are of one kind: theirs is found without looking it up.
  let made: { readonly by: unknown; readonly form: unknown } | undefined;
  let forms: Map<unknown, unknown> | undefined;
  return {
    frames,
    nowMs,
    as<Form>(make: (frames: readonly Uint8Array[]) => Form): Form {
      // Each function only ever finds what it made itself.
      if (made?.by === make) return made.form as Form;
      forms ??= new Map();
      const form = forms.has(make) ? (forms.get(make) as Form) : make(frames);
      forms.set(make, form);
      made ??= { by: make, form };
      return form;
    },
  };
};
