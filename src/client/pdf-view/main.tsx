import './pdf-view.css';
import type { PdfNews, PdfToShow } from '../documents/preview/pdf-messages.ts';
import { showPdf } from './show-pdf.ts';

const tell = (news: PdfNews): void => parent.postMessage(news, '*');

addEventListener('message', (event) => {
  const data = event.data as Partial<PdfToShow> | null;
  if (event.source !== parent || data?.kind !== 'show' || !data.words || !(data.bytes instanceof ArrayBuffer)) return;
  document.documentElement.dataset['theme'] = data.theme ?? 'light';
  document.documentElement.lang = data.language ?? 'en';
  showPdf(data.bytes, data.words).then(
    (pages) => tell({ kind: 'shown', pages }),
    () => tell({ kind: 'failed' }),
  );
});

addEventListener('keydown', ({ key, target }) => {
  if (target instanceof HTMLButtonElement && key !== 'Escape') return;
  if (key === 'Escape' || key === 'ArrowLeft' || key === 'ArrowRight') tell({ kind: 'key', key });
});

tell({ kind: 'ready' });
