import './people-list.css';
import { AudioLines, Headphones, type LucideIcon, MicOff, Phone, WifiOff } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import type { ParticipantBody } from '../../../contract/room/room-state.ts';
import { Avatar } from '../../shared/avatar.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { OpenRoom } from './open-room.ts';

/** From this many on, a field finds one by name. */
const FINDABLE = 12;

type Mark = 'reconnecting' | 'speaking' | 'muted' | 'listening';

const MARKS: Readonly<Record<Mark, LucideIcon>> = {
  reconnecting: WifiOff,
  speaking: AudioLines,
  muted: MicOff,
  listening: Headphones,
};

/** What there is to say of someone, the most important first; nothing of someone who is silent with an open microphone. */
const markOf = (person: ParticipantBody, level: number): Mark | undefined => {
  if (!person.connected) return 'reconnecting';
  if (person.microphone === 'muted') return 'muted';
  if (person.microphone === 'none') return 'listening';
  return level > 0 ? 'speaking' : undefined;
};

interface PersonProps {
  readonly person: ParticipantBody;
  readonly own: boolean;
  readonly room: OpenRoom;
}

const Person = ({ person, own, room }: PersonProps) => {
  const level = room.sound.voices.levelOf(person.number).value;
  const mark = markOf(person, level);
  return (
    <li class={`person ${person.connected ? '' : 'person--away'}`}>
      <Avatar name={person.name} level={mark === 'speaking' ? level : 0} />
      <span class="person__words">
        <span class="person__name">
          <bdi>{person.name}</bdi>
          {own && <span class="muted"> ({t('room.people.you')})</span>}
        </span>
        <span class="person__facts">
          {person.via === 'phone' && (
            <>
              <Icon of={Phone} size={12} /> {t('room.people.phone')} ·{' '}
            </>
          )}
          {t(`room.people.${person.role}`)}
          {mark !== undefined && (
            <>
              {' · '}
              <span class={`person__state person__state--${mark}`}>{t(`room.people.${mark}`)}</span>
            </>
          )}
        </span>
      </span>
      <span class={`person__mark person__state--${mark ?? 'none'}`}>{mark && <Icon of={MARKS[mark]} size={18} />}</span>
    </li>
  );
};

const folded = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Everyone in the meeting, who is who, and who is heard. */
export const PeopleList = ({ room }: { readonly room: OpenRoom }) => {
  const { participants, you } = room.session.state.value;
  const [wanted, setWanted] = useState('');
  const headingId = useId();
  const shown = participants.filter(({ name }) => folded(name).includes(folded(wanted.trim())));
  return (
    <section class="people" aria-labelledby={headingId}>
      <h2 id={headingId} class="people__heading">
        {t('room.people.heading')} <span class="muted figures">({participants.length})</span>
      </h2>
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
      {shown.length === 0 && wanted !== '' && <p class="muted people__none">{t('room.people.nobodyFound')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <ul class="people__list" tabIndex={0} aria-labelledby={headingId}>
        {shown.map((person) => (
          <Person key={person.id} person={person} own={person.id === you?.id} room={room} />
        ))}
      </ul>
    </section>
  );
};
