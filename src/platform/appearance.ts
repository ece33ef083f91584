import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accentPalette } from '../base/accent-palette.ts';
import { type Appearance, appearanceSchema } from '../contract/http/appearance.ts';
import { LOGO_PIXELS_MOST, LOGO_TYPES, type LogoKind, logoKindOf, logoPixels } from './appearance-logo.ts';
import type { SettingsStore } from './settings-store.ts';

export const DEFAULT_APPEARANCE: Appearance = { name: 'WebMeeting', accent: null, footer: { fr: '', en: '' } };

export interface Logo {
  readonly bytes: Buffer;
  readonly type: string;
  /** Names these bytes: another logo has another address, and no cache keeps the old one. */
  readonly tag: string;
}

type LogoProblem = 'unsupported-type' | 'too-large';

/** How this installation looks. It is on every page and in every mail, and so it is held in memory. */
export interface AppearanceKeeper {
  current(): Appearance;
  logo(): Logo | undefined;
  /** The custom properties that differ from those delivered; empty where none does. */
  css(): string;
  /** Once, before anything is served. */
  load(): Promise<void>;
  change(appearance: Appearance): Promise<void>;
  /** Why these bytes are no picture that can be taken; undefined: they are the logo now. */
  setLogo(bytes: Buffer): Promise<LogoProblem | undefined>;
  removeLogo(): Promise<void>;
}

const NAME = 'appearance';
const KINDS = Object.keys(LOGO_TYPES) as LogoKind[];

const asLogo = (kind: LogoKind, bytes: Buffer): Logo => ({
  bytes,
  type: LOGO_TYPES[kind],
  tag: createHash('sha256').update(bytes).digest('hex').slice(0, 16),
});

const cssOf = ({ accent }: Appearance): string => {
  if (accent === null) return '';
  const { light, dark } = accentPalette(accent);
  const pair = (name: string, key: 'accent' | 'hover' | 'text' | 'selected'): string =>
    `  --color-${name}: light-dark(${light[key]}, ${dark[key]});`;
  const lines = [
    pair('accent', 'accent'),
    pair('accent-hover', 'hover'),
    pair('accent-text', 'text'),
    pair('focus', 'text'),
    pair('selected', 'selected'),
  ];
  // Twice the root: it counts for more than the tokens, in whatever order the two arrive.
  return `:root:root {\n${lines.join('\n')}\n}\n`;
};

/** The settings, and the logo as a file of `directory`, which is made when there is one. */
export const createAppearanceKeeper = ({
  settings,
  directory,
}: {
  readonly settings: Pick<SettingsStore, 'get' | 'set'>;
  readonly directory: string;
}): AppearanceKeeper => {
  let current = DEFAULT_APPEARANCE;
  let logo: Logo | undefined;
  const fileOf = (kind: LogoKind): string => join(directory, `logo.${kind}`);
  const read = async (kind: LogoKind): Promise<Logo | undefined> => {
    const bytes = await readFile(fileOf(kind)).catch(() => undefined);
    return bytes !== undefined && logoKindOf(bytes) === kind ? asLogo(kind, bytes) : undefined;
  };
  const removeOthers = async (kept?: LogoKind): Promise<void> => {
    for (const kind of KINDS) if (kind !== kept) await rm(fileOf(kind), { force: true });
  };
  return {
    current: () => current,
    logo: () => logo,
    css: () => cssOf(current),
    async load() {
      const stored = await settings.get(NAME);
      const said = typeof stored === 'object' ? stored : {};
      current = appearanceSchema.safeParse({ ...DEFAULT_APPEARANCE, ...said }).data ?? DEFAULT_APPEARANCE;
      for (const kind of KINDS) logo ??= await read(kind);
    },
    async change(appearance) {
      await settings.set(NAME, appearance);
      current = appearance;
    },
    async setLogo(bytes) {
      const kind = logoKindOf(bytes);
      const pixels = kind && logoPixels(bytes, kind);
      if (kind === undefined || pixels === undefined) return 'unsupported-type';
      if (pixels > LOGO_PIXELS_MOST) return 'too-large';
      await mkdir(directory, { recursive: true, mode: 0o750 });
      const beside = join(directory, 'logo.new');
      await writeFile(beside, bytes);
      await rename(beside, fileOf(kind));
      await removeOthers(kind);
      logo = asLogo(kind, bytes);
      return undefined;
    },
    async removeLogo() {
      await removeOthers();
      logo = undefined;
    },
  };
};
