import type { DiskKind, Overview } from '../../../../contract/http/overview.ts';
import { formatBytes, formatShare } from '../../../shared/format-bytes.ts';
import { t } from '../../../shared/language.ts';

const KINDS: readonly DiskKind[] = ['recordings', 'documents', 'database', 'backups', 'other', 'free'];
const WIDTH = 1_000;
const HEIGHT = 28;

/** What takes the disk, as one bar and in words. */
export const DiskPicture = ({ disk }: Pick<Overview, 'disk'>) => {
  const kinds = KINDS.flatMap((kind) => (disk[kind] === undefined ? [] : [{ kind, bytes: disk[kind] }]));
  const total = kinds.reduce((sum, { bytes }) => sum + bytes, 0);
  const starts = kinds.map((_one, index) => kinds.slice(0, index).reduce((sum, { bytes }) => sum + bytes, 0));
  const place = (bytes: number): number => Math.round((bytes / Math.max(1, total)) * WIDTH * 10) / 10;
  const share = ({ kind, bytes }: { readonly kind: DiskKind; readonly bytes: number }): string =>
    t('overview.disk.share', {
      name: t(`overview.disk.${kind}`),
      size: formatBytes(bytes),
      percent: formatShare(bytes, total),
    });
  return (
    <section class="card picture picture--wide" aria-labelledby="picture-disk">
      <h2 id="picture-disk">{t('overview.pictures.disk')}</h2>
      <dl class="picture__now">
        <div class="picture__first">
          <dt class="muted small">{t('overview.disk.free')}</dt>
          <dd class="figures">{disk.free === undefined ? '–' : formatBytes(disk.free)}</dd>
        </div>
      </dl>
      <svg
        class="disk"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby="disk-about"
      >
        <title id="disk-about">{kinds.map(share).join('; ')}</title>
        {kinds.map(({ kind, bytes }, index) => (
          <rect
            key={kind}
            class={`disk__part disk__part--${kind}`}
            x={place(starts[index] ?? 0)}
            y={0}
            width={place(bytes)}
            height={HEIGHT}
          />
        ))}
      </svg>
      <dl class="disk__kinds">
        {kinds.map(({ kind, bytes }) => (
          <div key={kind}>
            <dt>
              <svg width={12} height={12} aria-hidden="true">
                <rect class={`disk__part disk__part--${kind}`} width={12} height={12} rx={3} />
              </svg>
              {t(`overview.disk.${kind}`)}
            </dt>
            <dd class="figures">
              {formatBytes(bytes)} <span class="muted small">{formatShare(bytes, total)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
