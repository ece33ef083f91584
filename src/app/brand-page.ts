import { logoUrlOf } from '../admin/appearance-file-routes.ts';
import { type AppearanceKeeper, DEFAULT_APPEARANCE } from '../platform/appearance.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** A page as the build left it, with the name, the colours and the logo of this installation. */
export const createBrandPage = (appearance: AppearanceKeeper): ((html: string) => string) => {
  const head = (): string => {
    const { name } = appearance.current();
    const logoUrl = logoUrlOf(appearance);
    return [
      `<meta name="application-name" content="${escaped(name)}" />`,
      ...(logoUrl === undefined ? [] : [`<meta name="application-logo" content="${escaped(logoUrl)}" />`]),
      ...(appearance.css() === '' ? [] : ['<link rel="stylesheet" href="/appearance.css" />']),
      '<link rel="manifest" href="/manifest.webmanifest" />',
    ].join('\n    ');
  };
  return (html) =>
    html
      .replace(
        `<title>${DEFAULT_APPEARANCE.name}</title>`,
        () => `<title>${escaped(appearance.current().name)}</title>`,
      )
      .replace('</head>', () => `  ${head()}\n  </head>`);
};
