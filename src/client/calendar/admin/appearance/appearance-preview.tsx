import { useLayoutEffect, useRef } from 'preact/hooks';
import { accentPalette } from '../../../../base/accent-palette.ts';
import { t } from '../../../shared/language.ts';
import { Logo } from '../../../shared/logo.tsx';

interface PreviewProps {
  readonly name: string;
  /** `#rrggbb`; undefined: as it is delivered. */
  readonly accent: string | undefined;
  readonly logoUrl: string | undefined;
}

const PROPERTIES = [
  '--color-accent',
  '--color-accent-hover',
  '--color-accent-text',
  '--color-focus',
  '--color-selected',
] as const;

const Theme = ({ theme, name, accent, logoUrl }: PreviewProps & { readonly theme: 'light' | 'dark' }) => {
  const box = useRef<HTMLDivElement>(null);
  // Custom properties set by script: the policy of the pages lets no style be written into them.
  useLayoutEffect(() => {
    const { style } = box.current ?? {};
    if (style === undefined) return;
    style.colorScheme = theme;
    const tokens = accent === undefined ? undefined : accentPalette(accent)[theme];
    const values = tokens && [tokens.accent, tokens.hover, tokens.text, tokens.text, tokens.selected];
    PROPERTIES.forEach((property, index) => {
      const value = values?.[index];
      if (value === undefined) style.removeProperty(property);
      else style.setProperty(property, value);
    });
  }, [theme, accent]);
  return (
    <figure class="look-preview">
      <div ref={box} class="look-preview__page" aria-hidden="true">
        <div class="look-preview__bar">
          <Logo name={name} picture={logoUrl} />
        </div>
        <div class="look-preview__body">
          <span class="look-preview__day">{t('services.appearance.previewDay')}</span>
          <span class="look-preview__button">{t('services.appearance.previewJoin')}</span>
          <span class="look-preview__link">{t('services.appearance.previewLink')}</span>
        </div>
      </div>
      <figcaption class="muted small">
        {t(theme === 'light' ? 'services.appearance.previewLight' : 'services.appearance.previewDark')}
      </figcaption>
    </figure>
  );
};

/** How it will look, in both themes, before it is saved. */
export const AppearancePreview = (props: PreviewProps) => (
  <section class="card stack" aria-labelledby="look-preview">
    <h2 id="look-preview">{t('services.appearance.preview')}</h2>
    <div class="look-previews">
      <Theme theme="light" {...props} />
      <Theme theme="dark" {...props} />
    </div>
  </section>
);
