const metaOf = (name: string): string | undefined =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;

/** What the product is called on this installation; the server writes it into every page. */
export const productName = (): string => metaOf('application-name') ?? 'WebMeeting';

/** The picture in place of the mark, where there is one. */
export const productLogo = (): string | undefined => metaOf('application-logo');
