/** Takes the listener away again. */
export type StopListening = () => void;

/** Who listens to one kind of news. */
export interface Listeners<Args extends readonly unknown[]> {
  add(listener: (...args: Args) => void): StopListening;
  tell(...args: Args): void;
}

export const createListeners = <Args extends readonly unknown[]>(): Listeners<Args> => {
  const listeners = new Set<(...args: Args) => void>();
  return {
    add: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell: (...args) => {
      for (const listener of [...listeners]) listener(...args);
    },
  };
};
