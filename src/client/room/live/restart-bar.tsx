import { RotateCw } from 'lucide-preact';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { minutesLeft } from './minutes-left.ts';
import type { OpenRoom } from './open-room.ts';

/** Said beforehand, so that nobody takes a restart for a meeting that broke off. It goes with the line that has come back. */
export const RestartBar = ({ room }: { readonly room: OpenRoom }) => {
  const { restartsAtMs, aheadMs, connection } = room.session.state.value;
  if (restartsAtMs === undefined || connection !== 'connected') return null;
  return (
    <p class="bar bar--waiting">
      <Icon of={RotateCw} />
      {t('room.connection.restarts', { count: minutesLeft(restartsAtMs, Date.now() + aheadMs) })}
    </p>
  );
};
