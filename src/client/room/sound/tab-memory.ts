/** A text kept as long as the browser's tab lives, over reloads. Forbidden or full storage is an empty one. */
export interface TabMemory {
  read(): string | null;
  write(text: string): void;
}

export const createTabMemory = (key: string): TabMemory => ({
  read() {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(text) {
    try {
      sessionStorage.setItem(key, text);
    } catch {
      // It holds for this page.
    }
  },
});
