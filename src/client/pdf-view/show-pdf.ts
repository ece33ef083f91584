import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  TextLayer,
  version,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PdfWords } from '../documents/preview/pdf-messages.ts';

/** Where the build puts what the library fetches by name. */
const PARTS = new URL(`/assets/pdfjs-${version}/`, location.href).href;
const LARGEST_CANVAS_PIXELS = 16_000_000;
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;
const DEFAULT_ZOOM = 2;
const MARGIN_PX = 16;
const WIDEST_PX = 960;

/** A page without an origin may start no worker from an address, but one from its own words: those that it fetched. */
const startWorker = async (): Promise<Worker> => {
  const answer = await fetch(`${PARTS}worker.js`);
  if (!answer.ok) throw new Error(String(answer.status));
  const source = new Blob([await answer.text()], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(source));
};

const drawPage = async (page: PDFPageProxy, sheet: HTMLElement, widthPx: number): Promise<void> => {
  const scale = widthPx / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale });
  const area = viewport.width * viewport.height;
  const density = Math.min(devicePixelRatio || 1, Math.sqrt(LARGEST_CANVAS_PIXELS / area));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  canvas.setAttribute('aria-hidden', 'true');
  const words = document.createElement('div');
  words.className = 'textLayer';
  words.style.setProperty('--scale-factor', String(scale));
  words.style.setProperty('--total-scale-factor', String(scale));
  sheet.replaceChildren(canvas, words);
  await page.render({ canvas, viewport, transform: [density, 0, 0, density, 0, 0] }).promise;
  await new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport }).render();
};

/** The sheets of one file at one size: each holds its place, and is drawn when it comes into sight. */
const laySheets = async (
  pdf: PDFDocumentProxy,
  list: HTMLElement,
  zoom: number,
  label: (page: number) => string,
): Promise<() => void> => {
  const widthPx = Math.min(WIDEST_PX, document.documentElement.clientWidth - 2 * MARGIN_PX) * zoom;
  const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || !(target instanceof HTMLElement)) continue;
        observer.unobserve(target);
        const number = Number(target.dataset['page']);
        void pdf.getPage(number).then((page) => {
          const { width, height } = page.getViewport({ scale: 1 });
          target.style.aspectRatio = `${width} / ${height}`;
          return drawPage(page, target, widthPx);
        });
      }
    },
    { rootMargin: '400px' },
  );
  const sheets = Array.from({ length: pdf.numPages }, (_unused, index) => {
    const sheet = document.createElement('section');
    sheet.className = 'sheet';
    sheet.dataset['page'] = String(index + 1);
    sheet.setAttribute('aria-label', label(index + 1));
    sheet.style.inlineSize = `${widthPx}px`;
    sheet.style.aspectRatio = `${first.width} / ${first.height}`;
    return sheet;
  });
  list.replaceChildren(...sheets);
  for (const sheet of sheets) observer.observe(sheet);
  return () => observer.disconnect();
};

const zoomButton = (sign: string, name: string, onPress: () => void): HTMLButtonElement => {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = sign;
  button.ariaLabel = name;
  button.title = name;
  button.addEventListener('click', onPress);
  return button;
};

const sayProblem = (text: string): void => {
  const line = document.createElement('p');
  line.className = 'problem';
  line.setAttribute('role', 'alert');
  line.textContent = text;
  document.body.replaceChildren(line);
};

/** Draws a file, and answers how many pages it has. Nothing in it runs, no link in it leads anywhere. */
export const showPdf = async (bytes: ArrayBuffer, words: PdfWords): Promise<number> => {
  GlobalWorkerOptions.workerPort ??= await startWorker();
  let pdf: PDFDocumentProxy;
  try {
    pdf = await getDocument({
      data: new Uint8Array(bytes),
      isEvalSupported: false,
      enableXfa: false,
      cMapUrl: `${PARTS}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${PARTS}standard_fonts/`,
      wasmUrl: `${PARTS}wasm/`,
      // Its worker has no address of its own, and could fetch nothing of ours.
      useWorkerFetch: false,
    }).promise;
  } catch (thrown) {
    sayProblem(thrown instanceof Error && thrown.name === 'PasswordException' ? words.locked : words.broken);
    throw thrown;
  }
  const label = (page: number): string =>
    words.page.replace('{{page}}', String(page)).replace('{{pages}}', String(pdf.numPages));
  const list = document.createElement('main');
  list.className = 'sheets';
  list.tabIndex = 0;
  let zoom = DEFAULT_ZOOM;
  let forget = await laySheets(pdf, list, ZOOMS[zoom] ?? 1, label);
  const bar = document.createElement('div');
  bar.className = 'bar';
  const turn = (by: number): void => {
    const next = Math.max(0, Math.min(ZOOMS.length - 1, zoom + by));
    if (next === zoom) return;
    zoom = next;
    forget();
    void laySheets(pdf, list, ZOOMS[zoom] ?? 1, label).then((done) => {
      forget = done;
    });
  };
  bar.append(
    zoomButton('−', words.smaller, () => turn(-1)),
    zoomButton('+', words.larger, () => turn(1)),
  );
  document.body.replaceChildren(list, bar);
  return pdf.numPages;
};
