import './echo-panel.css';
import type { ReadonlySignal } from '@preact/signals';
import { CircleAlert, CircleCheck, CircleStop, Ear, type LucideIcon } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { EchoState, EchoTest } from '../sound/echo-state.ts';
import { LevelBar } from './level-bar.tsx';

/** So long nothing came back: most likely nothing went out. */
const PATIENCE_MS = 8_000;

interface Said {
  readonly text: string;
  readonly look: 'plain' | 'good' | 'trouble';
  readonly icon?: LucideIcon;
}

/** What there is to say of the test, in one sentence. */
const sayOf = (state: EchoState, waited: boolean): Said => {
  if (state.kind === 'trouble')
    return { text: t(`door.sound.echo.${state.trouble}`), look: 'trouble', icon: CircleAlert };
  if (state.kind === 'opening') return { text: t('door.sound.echo.opening'), look: 'plain' };
  if (state.kind === 'off') return { text: t('door.sound.echo.lead'), look: 'plain' };
  if (state.roundTripMs !== undefined)
    return { text: t('door.sound.echo.back', { ms: state.roundTripMs }), look: 'good', icon: CircleCheck };
  return { text: t(waited ? 'door.sound.echo.nothing' : 'door.sound.echo.speak'), look: 'plain' };
};

interface EchoPanelProps {
  readonly test: EchoTest;
  /** Own level, 0 to 1, where no bar stands beside it already. */
  readonly level?: ReadonlySignal<number>;
}

/** One's own voice out to the server and back, with what it took. */
export const EchoPanel = ({ test, level }: EchoPanelProps) => {
  const state = test.state.value;
  const silent = state.kind === 'running' && state.roundTripMs === undefined;
  const [waited, setWaited] = useState(false);
  useEffect(() => {
    setWaited(false);
    if (!silent) return;
    const timer = window.setTimeout(() => setWaited(true), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, [silent]);
  // Whoever closes the window or goes in does not want to hear themselves any more.
  useEffect(() => test.stop, [test]);
  const runs = state.kind === 'running' || state.kind === 'opening';
  const { text, look, icon } = sayOf(state, waited);
  return (
    <div class="echo">
      <div>
        <Button icon={runs ? CircleStop : Ear} onClick={runs ? test.stop : test.start}>
          {t(runs ? 'door.sound.echo.stop' : 'door.sound.echo.start')}
        </Button>
      </div>
      {runs && level && <LevelBar label={t('door.sound.level')} level={level} />}
      <p class={`echo__said echo__said--${look}`} role="status">
        {icon && <Icon of={icon} size={16} />}
        <span>{text}</span>
      </p>
      {look === 'good' && <p class="echo__note">{t('door.sound.echo.includes')}</p>}
    </div>
  );
};
