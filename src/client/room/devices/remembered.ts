/** What this browser remembers of a person's choices. Unreadable or forbidden storage is an empty one. */
export const remembered = <Value>(key: string, isValue: (value: unknown) => value is Value): Value | undefined => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`webmeeting.${key}`) ?? 'null');
    return isValue(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

export const remember = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(`webmeeting.${key}`, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the choice holds for this page.
  }
};

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isSwitch = (value: unknown): value is boolean => typeof value === 'boolean';
