/** Which fields of the settings are others now, for the audit log: names alone, since values may be personal. */
export const changedNames = (before: object, after: object): string[] => {
  const values = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(([name, value]) => JSON.stringify(values.get(name)) !== JSON.stringify(value))
    .map(([name]) => name);
};
