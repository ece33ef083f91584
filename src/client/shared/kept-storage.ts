type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const inThisPage = (): Kept => {
  const texts = new Map<string, string>();
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
};

/** In a frame of another site a browser may refuse even to be asked. */
const opened = (open: () => Storage): Kept | undefined => {
  try {
    const storage = open();
    const probe = 'webmeeting.probe';
    storage.setItem(probe, '');
    storage.removeItem(probe);
    return storage;
  } catch {
    return undefined;
  }
};

const local = opened(() => localStorage);
const tab = opened(() => sessionStorage);

/** False: what is kept holds for this page alone. */
export const keepsStorage = local !== undefined && tab !== undefined;

/** Of this browser. */
export const keptHere: Kept = local ?? inThisPage();
/** Of this tab, over reloads. */
export const keptInTab: Kept = tab ?? inThisPage();
