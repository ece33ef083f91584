import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { language, t } from '../../shared/language.ts';
import { theme } from '../../shared/theme.ts';
import { PDF_VIEW_PATH, type PdfToShow, readPdfNews } from './pdf-messages.ts';
import type { PreviewFile } from './preview-file.ts';

/** The file is in memory twice while it is handed over. */
const LARGEST_BYTES = 100_000_000;
const PATIENCE_MS = 30_000;

const isDark = (): boolean =>
  theme.value === 'dark' || (theme.value === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);

const loadBytes = async (url: string): Promise<ArrayBuffer> => {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(String(response.status));
  return response.arrayBuffer();
};

const order = (bytes: ArrayBuffer): PdfToShow => ({
  kind: 'show',
  bytes,
  language: language.value,
  theme: isDark() ? 'dark' : 'light',
  words: {
    page: t('preview.pdfPage', { page: '{{page}}', pages: '{{pages}}' }),
    larger: t('preview.larger'),
    smaller: t('preview.smaller'),
    broken: t('preview.pdfBroken'),
    locked: t('preview.pdfLocked'),
  },
});

interface PdfPartProps {
  readonly file: PreviewFile;
  readonly waiting: ComponentChildren;
  readonly onKey: (key: string) => void;
  readonly onFailed: () => void;
  readonly onTooLarge: () => void;
}

/**
 * The pages of a PDF, drawn in a frame that has no origin: it is handed the bytes, can ask for nothing of ours, and tells only what
 * `PdfNews` names.
 */
export const PdfPart = ({ file, waiting, onKey, onFailed, onTooLarge }: PdfPartProps) => {
  const frame = useRef<HTMLIFrameElement>(null);
  const [there, setThere] = useState(false);
  const pass = useRef(onKey);
  pass.current = onKey;
  useEffect(() => {
    if (file.bytes > LARGEST_BYTES) {
      onTooLarge();
      return;
    }
    const bytes = loadBytes(file.contentUrl);
    bytes.catch(onFailed);
    // A frame that could not be loaded says nothing.
    const timer = setTimeout(onFailed, PATIENCE_MS);
    const hear = (event: MessageEvent): void => {
      const target = frame.current?.contentWindow;
      if (!target || event.source !== target) return;
      const news = readPdfNews(event.data);
      if (!news) return;
      if (news.kind === 'ready') {
        clearTimeout(timer);
        void bytes.then(
          (given) => target.postMessage(order(given), '*', [given]),
          () => {},
        );
      } else if (news.kind === 'key') pass.current(news.key);
      // What went wrong with the file itself is said within the frame.
      else setThere(true);
    };
    addEventListener('message', hear);
    return () => {
      clearTimeout(timer);
      removeEventListener('message', hear);
    };
  }, []);
  return (
    <>
      {!there && waiting}
      <iframe
        ref={frame}
        class={there ? 'preview__frame' : 'preview__frame preview__frame--waiting'}
        title={t('preview.pdf', { name: file.name })}
        src={PDF_VIEW_PATH}
        sandbox="allow-scripts"
        referrerpolicy="no-referrer"
      />
    </>
  );
};
