export interface DeviceDescription {
  readonly browser: string | undefined;
  readonly system: string | undefined;
  readonly handheld: boolean;
}

type Names = readonly (readonly [RegExp, string])[];

/** In this order: most browsers also name those that they descend from. */
const BROWSERS: Names = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?Chrom(?:e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const SYSTEMS: Names = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const match = (names: Names, userAgent: string): string | undefined =>
  names.find(([pattern]) => pattern.test(userAgent))?.[1];

/** Browser and system of a User-Agent header, as people call them. */
export const describeDevice = (userAgent: string): DeviceDescription => ({
  browser: match(BROWSERS, userAgent),
  system: match(SYSTEMS, userAgent),
  handheld: /\b(?:Android|iPhone|iPad|Mobile)\b/.test(userAgent),
});
