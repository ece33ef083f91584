import './lobby.css';
import { EllipsisVertical, MessageSquare, UserX } from 'lucide-preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { WaiterBody, WaitReason } from '../../../../contract/room/room-state.ts';
import { Avatar } from '../../../shared/avatar.tsx';
import { Button, IconButton } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { Menu } from '../../../shared/menu.tsx';
import type { OpenRoom } from '../open-room.ts';
import { askRoom } from '../people/ask-room.ts';
import { PhoneFact } from '../people/phone-fact.tsx';
import { ADMIT_KEY } from '../shortcuts.ts';
import { admitAll } from './admit.ts';
import { useSeen } from './use-seen.ts';

const REASONS = {
  'no-key': 'noKey',
  'everyone-waits': 'everyoneWaits',
  locked: 'locked',
  declined: 'declined',
  'already-inside': 'alreadyInside',
  'after-removal': 'afterRemoval',
  'sent-back': 'sentBack',
} as const satisfies Record<WaitReason, string>;

interface WaiterProps {
  readonly waiter: WaiterBody;
  readonly room: OpenRoom;
}

const WaiterMenu = ({ waiter: { id, name, via }, room }: WaiterProps) => {
  const label = t('room.lobby.moreOf', { name });
  const write = {
    label: t('room.lobby.write'),
    icon: MessageSquare,
    onChoose: () => {
      room.window.value = { kind: 'lobby-messages', id };
    },
  };
  const decline = {
    label: t('room.lobby.decline'),
    icon: UserX,
    danger: true,
    onChoose: () => {
      room.window.value = { kind: 'decline', id, name };
    },
  };
  return (
    <Menu
      label={label}
      align="end"
      groups={[{ items: via === 'phone' ? [decline] : [write, decline] }]}
      button={(props) => <IconButton {...props} class="person__menu" icon={EllipsisVertical} label={label} />}
    />
  );
};

const Waiter = ({ waiter, room }: WaiterProps) => {
  const { id, name, messages } = waiter;
  const last = messages.at(-1);
  return (
    <li class="waiter">
      <div class="waiter__row">
        <Avatar name={name} />
        <span class="person__words">
          <span class="waiter__name" title={name}>
            <bdi>{name}</bdi>
          </span>
          <span class="person__facts">
            {waiter.via === 'phone' && <PhoneFact person={waiter} number={waiter.caller} />}
            {t(`room.lobby.reason.${REASONS[waiter.reason]}`)}
          </span>
        </span>
        <Button
          kind="live"
          class="waiter__admit"
          aria-label={t('room.lobby.admitName', { name })}
          onClick={() => void askRoom(room.session, 'lobby.admit', { ids: [id] })}
        >
          {t('room.lobby.admit')}
        </Button>
        <WaiterMenu waiter={waiter} room={room} />
      </div>
      {last && (
        <button
          type="button"
          class="waiter__message"
          onClick={() => {
            room.window.value = { kind: 'lobby-messages', id };
          }}
        >
          <span class="unseen">{t('room.lobby.wrote', { count: messages.length })}: </span>
          <bdi>{last.text}</bdi>
        </button>
      )}
    </li>
  );
};

const Waiting = ({ room }: { readonly room: OpenRoom }) => {
  const { lobby } = room.session.state.value;
  const headingId = useId();
  const panel = useRef<HTMLElement>(null);
  useSeen(room.session, lobby);
  useEffect(room.lobbyShown, []);
  const count = lobby.length;
  const focused = useRef(false);
  // Whoever pressed Admit has lost that button with its row: the focus stays here as long as somebody waits.
  useEffect(() => {
    if (focused.current && !document.activeElement?.matches('button, input, textarea'))
      panel.current?.querySelector<HTMLElement>('.waiter__admit')?.focus();
  }, [count]);
  return (
    <section
      ref={panel}
      class="lobby"
      aria-labelledby={headingId}
      onFocusIn={() => {
        focused.current = true;
      }}
      onFocusOut={(event) => {
        // A button that goes with its row has no next: the focus fell, it did not move on.
        if (event.relatedTarget !== null) focused.current = false;
      }}
    >
      <div class="lobby__head">
        <h2 id={headingId} class="lobby__heading">
          {t('room.lobby.heading')} <span class="figures">({count})</span>
        </h2>
        {count > 1 && (
          <Button
            kind="live"
            title={t('room.lobby.admitAllKey', { key: ADMIT_KEY })}
            onClick={() => admitAll(room.session)}
          >
            {t('room.lobby.admitAll')}
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <ul class="lobby__list" tabIndex={0} aria-label={t('room.lobby.list')}>
        {lobby.map((waiter) => (
          <Waiter key={waiter.id} waiter={waiter} room={room} />
        ))}
      </ul>
    </section>
  );
};

/** Those who wait to come in, before everyone else; nothing while nobody does. */
export const LobbyPanel = ({ room }: { readonly room: OpenRoom }) => {
  const { lobby, may } = room.session.state.value;
  return lobby.length > 0 && may.includes('lobby.admit') ? <Waiting room={room} /> : null;
};
