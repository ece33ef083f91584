import { HardDrive, MonitorSmartphone, TriangleAlert } from 'lucide-preact';
import type { DocumentList } from '../../contract/http/document.ts';
import { Button } from '../shared/button.tsx';
import { formatBytes } from '../shared/format-bytes.ts';
import { Icon } from '../shared/icon.tsx';
import { t } from '../shared/language.ts';
import { openWindow } from './documents-state.ts';

const NEARLY = 0.9;

const usageText = ({ bytes, quotaBytes }: DocumentList['usage']): string =>
  quotaBytes === 0
    ? t('documents.usage.unlimited', { used: formatBytes(bytes) })
    : t('documents.usage.of', { used: formatBytes(bytes), quota: formatBytes(quotaBytes) });

/** How much of the space is taken, and the way to the documents from other programs. */
export const UsageBox = ({ usage }: { readonly usage: DocumentList['usage'] | undefined }) => {
  const share = usage && usage.quotaBytes > 0 ? Math.min(1, usage.bytes / usage.quotaBytes) : 0;
  return (
    <section class="usage" aria-label={t('documents.usage.title')}>
      <h2 class="usage__title">
        <Icon of={HardDrive} size={18} />
        {t('documents.usage.title')}
      </h2>
      {usage && usage.quotaBytes > 0 && (
        <meter
          class="usage__bar"
          min={0}
          max={1}
          high={NEARLY}
          optimum={0}
          value={share}
          aria-label={t('documents.usage.title')}
          aria-valuetext={usageText(usage)}
        />
      )}
      <p class="small muted figures usage__text">{usage ? usageText(usage) : '\u00a0'}</p>
      {share >= NEARLY && (
        <p class="small usage__warning">
          <Icon of={TriangleAlert} size={16} />
          {t(share >= 1 ? 'documents.usage.full' : 'documents.usage.nearlyFull')}
        </p>
      )}
      <Button
        kind="quiet"
        class="usage__dav"
        icon={MonitorSmartphone}
        onClick={() => {
          openWindow.value = { kind: 'dav' };
        }}
      >
        {t('documents.dav.open')}
      </Button>
    </section>
  );
};
