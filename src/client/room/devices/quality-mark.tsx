import './quality-mark.css';
import { type LucideIcon, SignalHigh, SignalLow, SignalMedium } from 'lucide-preact';
import type { Quality } from '../../../contract/room/room-state.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { QualityWatch } from '../sound/quality-watch.ts';

const ICONS: Readonly<Record<Quality, LucideIcon>> = { good: SignalHigh, fair: SignalMedium, poor: SignalLow };

interface QualityMarkProps {
  /** On a phone the words are for those who cannot see the sign; it says nothing while all is well. */
  readonly short?: boolean;
  readonly connection: Pick<QualityWatch, 'quality' | 'roundTripMs'>;
}

const hintOf = ({ connection }: QualityMarkProps): string => {
  const quality = connection.quality.value;
  const ms = connection.roundTripMs.value;
  const words = quality === 'good' ? [] : [t(`room.sound.quality.${quality}Hint`)];
  if (ms !== undefined) words.push(t('room.sound.quality.roundTrip', { ms: Math.round(ms) }));
  return words.join(' ');
};

/** How good one's own connection is, in a sign and in words; said aloud when it changes. */
export const QualityMark = (props: QualityMarkProps) => {
  const quality = props.connection.quality.value;
  return (
    <p class={`quality quality--${quality}`} role="status" title={hintOf(props)}>
      <Icon of={ICONS[quality]} size={16} />
      <span class={props.short ? 'unseen' : ''}>{t(`room.sound.quality.${quality}`)}</span>
    </p>
  );
};

/** The same with what it means and what helps, where there is room for it. */
export const QualityDetails = (props: QualityMarkProps) => (
  <div class="stack stack--tight">
    <QualityMark {...props} />
    <p class="echo__note">{hintOf(props)}</p>
  </div>
);
