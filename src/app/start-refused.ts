/** The server does not start with this data folder; the message says why, and what to do. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
