import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatBytes } from '../../shared/format-bytes.ts';
import { t } from '../../shared/language.ts';
import type { PreviewFile } from './preview-file.ts';

/** More is more than anyone reads in a window. */
const SHOWN_BYTES = 256 * 1024;

/** The beginning of a file as text; a letter that was cut in two at the end is left out. */
const readText = async (file: PreviewFile): Promise<string> => {
  const response = await fetch(file.contentUrl, {
    credentials: 'same-origin',
    headers: file.bytes > SHOWN_BYTES ? { range: `bytes=0-${SHOWN_BYTES - 1}` } : {},
  });
  if (!response.ok) throw new Error(String(response.status));
  const bytes = new Uint8Array(await response.arrayBuffer()).subarray(0, SHOWN_BYTES);
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(wide ? 'utf-16le' : 'utf-8').decode(bytes, { stream: true });
};

interface TextPartProps {
  readonly file: PreviewFile;
  readonly waiting: ComponentChildren;
  readonly onFailed: () => void;
}

/** A text, as it is written: whatever it holds, it is letters. */
export const TextPart = ({ file, waiting, onFailed }: TextPartProps) => {
  const [text, setText] = useState<string>();
  useEffect(() => {
    readText(file).then(setText, onFailed);
  }, []);
  if (text === undefined) return <>{waiting}</>;
  return (
    <div class="preview__page">
      {file.bytes > SHOWN_BYTES && <p class="notice">{t('preview.cut', { size: formatBytes(SHOWN_BYTES) })}</p>}
      {text === '' ? (
        <p class="muted">{t('preview.emptyText')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        <pre class="preview__text" tabIndex={0} dir="auto">
          {text}
        </pre>
      )}
    </div>
  );
};
