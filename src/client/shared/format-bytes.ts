import { bytesText } from '../../base/bytes-text.ts';
import { locale } from './language.ts';

/** As the reader's language writes it. */
export const formatBytes = (bytes: number): string => bytesText(locale.value, bytes);

/** "26 %", never a hundred before the end. */
export const formatShare = (part: number, whole: number): string => {
  const share = whole === 0 ? 1 : Math.min(1, Math.max(0, part / whole));
  return new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }).format(
    part < whole ? Math.floor(share * 100) / 100 : share,
  );
};
