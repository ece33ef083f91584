/** A name for a message that no other has. `randomUUID` is missing on pages without https; this is not. */
export const newClientId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
