/** The outcome of reading something that came from outside: bad input is a value, never an exception. */
export type Result<Value, Failure = { readonly code: string }> =
  | { readonly ok: true; readonly value: Value }
  | ({ readonly ok: false } & Failure);

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });
