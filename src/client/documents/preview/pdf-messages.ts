/** The page that draws PDFs; it is framed with a sandbox and has no origin, whoever opens it. */
export const PDF_VIEW_PATH = '/pdf-view';

/** Words of the frame, in the language of the page around it. */
export interface PdfWords {
  readonly page: string;
  readonly larger: string;
  readonly smaller: string;
  readonly broken: string;
  readonly locked: string;
}

/** To the frame: the file itself. The frame can ask for nothing. */
export interface PdfToShow {
  readonly kind: 'show';
  readonly bytes: ArrayBuffer;
  readonly language: string;
  readonly theme: 'light' | 'dark';
  /** `{{page}}` and `{{pages}}` in `page` stand for figures. */
  readonly words: PdfWords;
}

/** From the frame. `key`: pressed there, meant for the window around it. */
export type PdfNews =
  | { readonly kind: 'ready' }
  | { readonly kind: 'shown'; readonly pages: number }
  | { readonly kind: 'failed' }
  | { readonly kind: 'key'; readonly key: 'Escape' | 'ArrowLeft' | 'ArrowRight' };

/** What a window without an origin sent, if it is one of ours. */
export const readPdfNews = (data: unknown): PdfNews | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const { kind, key, pages } = data as { readonly kind?: unknown; readonly key?: unknown; readonly pages?: unknown };
  if (kind === 'ready' || kind === 'failed') return { kind };
  if (kind === 'shown' && typeof pages === 'number') return { kind, pages };
  if (kind === 'key' && (key === 'Escape' || key === 'ArrowLeft' || key === 'ArrowRight')) return { kind, key };
  return undefined;
};
