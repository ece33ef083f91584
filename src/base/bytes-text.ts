const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "512 bytes", "3.2 MB", "3,2 Mo": powers of 1024, as quotas are set. */
export const bytesText = (locale: string, bytes: number): string => {
  let step = 0;
  let amount = Math.max(0, bytes);
  // What would be rounded up to 1024 is one of the next unit.
  while (amount >= 1023.5 && step < UNITS.length - 1) {
    amount /= 1024;
    step += 1;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 || amount >= 99.95 ? 0 : 1,
  }).format(amount);
};
