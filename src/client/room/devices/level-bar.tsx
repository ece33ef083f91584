import './level-bar.css';
import type { ReadonlySignal } from '@preact/signals';

interface LevelBarProps {
  readonly label: string;
  /** 0 to 1. */
  readonly level: ReadonlySignal<number>;
}

/** A row of lamps that shows how loud one is. */
export const LevelBar = ({ label, level }: LevelBarProps) => {
  const value = level.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers draw <meter> themselves, and not as lamps
    <div
      class="level-bar"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(value * 20) * 5}
    >
      <div class="level-bar__lit" style={{ '--level': value.toFixed(3) }} />
    </div>
  );
};
