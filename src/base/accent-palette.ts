/** Linear light of a channel of sRGB (WCAG 2.2, relative luminance). */
const linear = (channel: number): number => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

type Rgb = readonly [red: number, green: number, blue: number];

const readHex = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as never as Rgb;
const writeHex = (rgb: Rgb): string =>
  `#${rgb
    .map((channel) =>
      Math.round(Math.min(255, Math.max(0, channel)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** WCAG 2.2 contrast of two colours (`#rrggbb`), 1 to 21. */
export const contrastOf = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(readHex(one)), luminance(readHex(other))].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

/** So much of `other` in `hex`, 0 to 1. */
const mixed = (hex: string, other: string, share: number): string => {
  const from = readHex(hex);
  const to = readHex(other);
  return writeHex([0, 1, 2].map((at) => (from[at] ?? 0) * (1 - share) + (to[at] ?? 0) * share) as never as Rgb);
};

const STEP = 0.02;

/** The colour, taken towards `goal` as far as it is needed and no further. */
const movedUntil = (hex: string, goal: '#000000' | '#ffffff', holds: (hex: string) => boolean): string => {
  for (let share = 0; share < 1; share += STEP) {
    const tried = mixed(hex, goal, share);
    if (holds(tried)) return tried;
  }
  return goal;
};

/** AA for text of any size, and for what bounds a control. */
const TEXT = 4.5;
const SHAPE = 3;
const WHITE = '#ffffff';
const BLACK = '#000000';
/** Of `tokens.css`: the grounds on which accents stand, those with the least contrast. */
const LIGHT_GROUND = '#eef0f3';
const DARK_GROUND = '#1d2129';
const DARK_PAGE = '#15181e';

/** One theme's tokens. */
export interface AccentTheme {
  readonly accent: string;
  readonly hover: string;
  readonly text: string;
  readonly selected: string;
}
export interface AccentPalette {
  readonly light: AccentTheme;
  readonly dark: AccentTheme;
  /** The wanted colour could not carry white words, or not be told from the ground, and was changed for this theme. */
  readonly corrected: { readonly light: boolean; readonly dark: boolean };
}

const carriesWhite = (hex: string): boolean => contrastOf(hex, WHITE) >= TEXT;

/** The tokens of both themes from one colour (`#rrggbb`): each pair that stands together keeps to WCAG 2.2 AA. */
export const accentPalette = (wanted: string): AccentPalette => {
  const hex = wanted.toLowerCase();
  const light = movedUntil(hex, BLACK, carriesWhite);
  const lightSelected = mixed(WHITE, light, 0.12);
  const visible = movedUntil(hex, WHITE, (tried) => contrastOf(tried, DARK_PAGE) >= SHAPE);
  const dark = movedUntil(visible, BLACK, carriesWhite);
  const darkSelected = mixed(DARK_PAGE, dark, 0.3);
  return {
    light: {
      accent: light,
      hover: mixed(light, BLACK, 0.15),
      text: movedUntil(light, BLACK, (tried) =>
        [LIGHT_GROUND, lightSelected].every((ground) => contrastOf(tried, ground) >= TEXT),
      ),
      selected: lightSelected,
    },
    dark: {
      accent: dark,
      hover: mixed(dark, BLACK, 0.12),
      text: movedUntil(dark, WHITE, (tried) =>
        [DARK_GROUND, darkSelected].every((ground) => contrastOf(tried, ground) >= TEXT),
      ),
      selected: darkSelected,
    },
    corrected: { light: light !== hex, dark: dark !== hex },
  };
};
