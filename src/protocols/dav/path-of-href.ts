/** The path of an href, which may be a whole URL; undefined when it is neither. */
export const pathOfHref = (href: string): string | undefined => {
  if (href.startsWith('/') && !href.startsWith('//')) return href.replace(/[?#].*$/s, '');
  try {
    const url = new URL(href);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.pathname : undefined;
  } catch {
    return undefined;
  }
};
