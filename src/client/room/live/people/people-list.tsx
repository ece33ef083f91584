import './people-list.css';
import { Hand, Lock } from 'lucide-preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../shared/icon.tsx';
import { locale, t } from '../../../shared/language.ts';
import { unreadOf } from '../chat/chat-state.ts';
import { LobbyPanel } from '../lobby/lobby-panel.tsx';
import type { OpenRoom } from '../open-room.ts';
import { handsInOrder } from './hands.ts';
import { ModerateMenu } from './moderate-menu.tsx';
import { PersonRow } from './person-row.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

/** From this many on, a field finds one by name. */
const FINDABLE = 12;

const folded = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const Hands = ({ names }: { readonly names: readonly string[] }) => {
  if (names.length === 0) return null;
  const list = new Intl.ListFormat(locale.value, { type: 'unit', style: 'short' }).format(names);
  return (
    <p class="people__hands" title={t('room.people.hands', { names: list })}>
      <Icon of={Hand} size={16} />
      <span class="people__hands-names">
        <span class="unseen">{t('room.people.hands', { names: list })}</span>
        <span aria-hidden="true">{list}</span>
      </span>
    </p>
  );
};

/** Those who wait, then everyone in the meeting: who is who, who is heard, and whose hand is up. */
export const PeopleList = ({ room }: { readonly room: OpenRoom }) => {
  const state = room.session.state.value;
  const { participants, you, may, settings, qualities } = state;
  const [wanted, setWanted] = useState('');
  const headingId = useId();
  const part = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  // Whoever removed somebody, or let the last one in, stays among the people.
  const keepFocus = useKeptFocus(() => list.current ?? part.current);
  const shown = participants.filter(({ name }) => folded(name).includes(folded(wanted.trim())));
  const hands = handsInOrder(participants);
  const orders = new Map(hands.map(({ id }, index) => [id, index + 1]));
  const mayWrite = may.includes('chat.private');
  const isOwn = (id: string): boolean => id === you?.id || id === room.calls.ownPhone.value;
  return (
    <section ref={part} class="people" id="people" tabIndex={-1} aria-labelledby={headingId} onFocusIn={keepFocus}>
      <LobbyPanel room={room} />
      <div class="people__head">
        <h2 id={headingId} class="people__heading">
          {t('room.people.heading')} <span class="muted figures">({participants.length})</span>
        </h2>
        {settings.locked && (
          <span class="people__locked" title={t('room.moderate.isLocked')}>
            <Icon of={Lock} size={14} /> {t('room.moderate.locked')}
          </span>
        )}
        <ModerateMenu room={room} />
      </div>
      {participants.length >= FINDABLE && (
        <input
          class="input people__find"
          type="search"
          placeholder={t('room.people.find')}
          aria-label={t('room.people.find')}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <Hands names={hands.map(({ name }) => name)} />
      {shown.length === 0 && wanted !== '' && <p class="muted people__none">{t('room.people.nobodyFound')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <ul ref={list} class="people__list" tabIndex={0} aria-labelledby={headingId}>
        {shown.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            own={person.id === you?.id}
            reachable={mayWrite && person.id !== you?.id && person.via === 'web'}
            mayWhisper={may.includes('audio.direct') && !isOwn(person.id) && person.connected}
            unread={unreadOf(state, person.id)}
            handOrder={orders.get(person.id)}
            quality={person.id === you?.id ? room.sound.connection.quality.value : qualities[person.id]}
            room={room}
          />
        ))}
      </ul>
    </section>
  );
};
