import { Hand } from 'lucide-preact';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';
import { ownParticipant } from '../room-state.ts';
import { HAND_KEY } from '../shortcuts.ts';

/** One's own hand: up, or down. */
export const HandButton = ({ room }: { readonly room: OpenRoom }) => {
  const state = room.session.state.value;
  if (state.you !== undefined && !state.may.includes('hand.set')) return null;
  const up = ownParticipant(state)?.handSince !== undefined;
  return (
    <button
      type="button"
      class={`toggle ${up ? 'toggle--up' : ''}`}
      aria-pressed={up}
      aria-label={t('room.people.hand')}
      title={t(up ? 'room.people.lower' : 'room.people.raise', { key: HAND_KEY })}
      onClick={room.toggleHand}
    >
      <Icon of={Hand} />
      <span class="toggle__words">
        <span class="toggle__name">{t('room.people.hand')}</span>
        <span class="toggle__state">{t(up ? 'room.people.up' : 'room.people.down')}</span>
      </span>
    </button>
  );
};
