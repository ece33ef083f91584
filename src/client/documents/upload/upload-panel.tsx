import './upload-panel.css';
import { ChevronDown, ChevronUp, CircleAlert, CircleCheck, CircleX, CloudOff, RotateCw, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { formatBytes, formatShare } from '../../shared/format-bytes.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { isRunning, type UploadItem } from './upload-item.ts';
import { cancelUpload, canRetry, clearUploads, retryUpload, uploadSum, uploads } from './uploads.ts';

const stateText = ({ state, sent, bytes, problem }: UploadItem): string => {
  const percent = formatShare(sent, bytes);
  if (state === 'waiting') return t('documents.upload.waiting', { size: formatBytes(bytes) });
  if (state === 'offline') return t('documents.upload.offline', { percent });
  if (state === 'done') return t('documents.upload.ready', { size: formatBytes(bytes) });
  if (state === 'cancelled') return t('documents.upload.cancelled');
  if (state === 'failed') return problem ?? '';
  return t('documents.upload.figures', { sent: formatBytes(sent), all: formatBytes(bytes), percent });
};

const ENDED = { done: CircleCheck, failed: CircleAlert, cancelled: CircleX, offline: CloudOff } as const;

const Line = ({ item }: { readonly item: UploadItem }) => {
  const mark = item.state === 'waiting' || item.state === 'sending' ? undefined : ENDED[item.state];
  return (
    <li class={`uploads__one uploads__one--${item.state}`}>
      <div class="uploads__text">
        <p class="uploads__name" title={item.name}>
          {item.name}
        </p>
        <p class="uploads__state small figures">
          {mark && <Icon of={mark} size={16} />}
          <span>{stateText(item)}</span>
        </p>
        {isRunning(item) && (
          <progress
            class="uploads__bar"
            max={Math.max(1, item.bytes)}
            value={item.sent}
            aria-label={t('documents.upload.progress', { name: item.name })}
          />
        )}
      </div>
      {canRetry(item) && (
        <IconButton
          icon={RotateCw}
          label={t('documents.upload.retry', { name: item.name })}
          onClick={() => retryUpload(item.id)}
        />
      )}
      {isRunning(item) && (
        <IconButton
          icon={X}
          label={t('documents.upload.cancel', { name: item.name })}
          onClick={() => cancelUpload(item.id)}
        />
      )}
    </li>
  );
};

const headline = (): string => {
  const { running, done, failed } = uploadSum.value;
  if (running > 0) return t('documents.upload.running', { count: running });
  const parts = [
    ...(done > 0 || failed === 0 ? [t('documents.upload.done', { count: done })] : []),
    ...(failed > 0 ? [t('documents.upload.failed', { count: failed })] : []),
  ];
  return parts.join(', ');
};

/** What is being sent, with figures, and what became of the rest. Stays until it is closed. */
export const UploadPanel = () => {
  const [folded, setFolded] = useState(false);
  const { running, sent, bytes } = uploadSum.value;
  if (uploads.value.length === 0) return null;
  const figures = t('documents.upload.figures', {
    sent: formatBytes(sent),
    all: formatBytes(bytes),
    percent: formatShare(sent, bytes),
  });
  return (
    <section class="uploads" aria-label={t('documents.upload.title')}>
      <header class="uploads__head">
        <div class="uploads__text">
          <h2 aria-live="polite">{headline()}</h2>
          {running > 0 && <p class="small muted figures">{figures}</p>}
        </div>
        <IconButton
          icon={folded ? ChevronUp : ChevronDown}
          label={t(folded ? 'documents.upload.unfold' : 'documents.upload.fold')}
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        />
        {running === 0 && <IconButton icon={X} label={t('documents.upload.close')} onClick={clearUploads} />}
      </header>
      {!folded && (
        <ul class="uploads__list">
          {uploads.value.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
};
