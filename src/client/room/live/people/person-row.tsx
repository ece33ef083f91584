import { AudioLines, Hand, Headphones, type LucideIcon, MicOff, SignalLow, SignalMedium, WifiOff } from 'lucide-preact';
import type { ParticipantBody, Quality } from '../../../../contract/room/room-state.ts';
import { Avatar } from '../../../shared/avatar.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { HoldToSpeak } from '../../sound/hold-to-speak.tsx';
import type { OpenRoom } from '../open-room.ts';
import { PersonMenu } from './person-menu.tsx';
import { PhoneFact } from './phone-fact.tsx';

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

const QUALITY_ICONS: Readonly<Record<Exclude<Quality, 'good'>, LucideIcon>> = { fair: SignalMedium, poor: SignalLow };

const QualityMark = ({ quality }: { readonly quality: Quality | undefined }) => {
  if (quality === undefined || quality === 'good') return null;
  return (
    <span class={`person__quality person__quality--${quality}`}>
      {' · '}
      <Icon of={QUALITY_ICONS[quality]} size={12} /> {t(`room.people.${quality}`)}
    </span>
  );
};

interface FactsProps {
  readonly person: ParticipantBody;
  readonly mark: Mark | undefined;
  readonly quality: Quality | undefined;
  /** The whole number of a telephone, for those who are told. */
  readonly number: string | undefined;
}

const Facts = ({ person, mark, quality, number }: FactsProps) => (
  <span class="person__facts">
    {person.via === 'phone' && <PhoneFact person={person} number={number} />}
    {/* That somebody is an attendee goes without saying where there is more to say. */}
    {(person.role !== 'attendee' || mark === undefined) && (
      <>
        {t(`room.people.${person.role}`)}
        {mark !== undefined && ' · '}
      </>
    )}
    {mark !== undefined && <span class={`person__state person__state--${mark}`}>{t(`room.people.${mark}`)}</span>}
    {/* A telephone is told by its mark. */}
    {person.via !== 'phone' && person.device > 1 && ` · ${t('room.people.device', { number: person.device })}`}
    <QualityMark quality={quality} />
  </span>
);

interface PersonRowProps {
  readonly person: ParticipantBody;
  readonly own: boolean;
  /** The name opens the private conversation. */
  readonly reachable: boolean;
  /** One may speak to this person alone. */
  readonly mayWhisper: boolean;
  /** Private messages from this person that were not read. */
  readonly unread: number;
  /** 1 for the first hand that went up; undefined while it is down. */
  readonly handOrder: number | undefined;
  readonly quality: Quality | undefined;
  readonly room: OpenRoom;
}

const Name = ({ person, own, reachable, room }: PersonRowProps) => {
  const words = (
    <>
      <bdi>{person.name}</bdi>
      {(own || person.id === room.calls.ownPhone.value) && <span class="muted"> ({t('room.people.you')})</span>}
    </>
  );
  if (!reachable)
    return (
      <span class="person__name" title={person.name}>
        {words}
      </span>
    );
  return (
    <button
      type="button"
      class="person__name person__name--opens"
      title={t('room.people.conversationWith', { name: person.name })}
      onClick={() => room.openConversation(person.id)}
    >
      {words}
    </button>
  );
};

/** Somebody in the list: who, what, how they are heard, and what one may do about it. */
export const PersonRow = (props: PersonRowProps) => {
  const { person, mayWhisper, unread, handOrder, quality, room } = props;
  const level = room.sound.voices.levelOf(person.number).value;
  const mark = markOf(person, level);
  const conversation = room.conversation.value === person.id;
  return (
    <li class={`person ${person.connected ? '' : 'person--away'} ${conversation ? 'person--open' : ''}`}>
      <Avatar name={person.name} level={mark === 'speaking' ? level : 0} />
      <span class="person__words">
        <Name {...props} />
        <Facts person={person} mark={mark} quality={quality} number={room.session.state.value.callers[person.id]} />
      </span>
      {unread > 0 && (
        <span class="person__unread figures">
          <span aria-hidden="true">{unread}</span>
          <span class="unseen">{t('room.people.unreadFrom', { count: unread })}</span>
        </span>
      )}
      {handOrder !== undefined && (
        <span class="person__hand figures" title={t('room.people.handOrder', { order: handOrder })}>
          <Icon of={Hand} size={18} />
          <span aria-hidden="true">{handOrder}</span>
          <span class="unseen">{t('room.people.handOrder', { order: handOrder })}</span>
        </span>
      )}
      <span class={`person__mark person__state--${mark ?? 'none'}`}>{mark && <Icon of={MARKS[mark]} size={18} />}</span>
      {mayWhisper && (
        <HoldToSpeak
          speech={room.sound.speech}
          number={person.number}
          name={person.name}
          disabled={room.sound.use.value === 'none'}
        />
      )}
      <PersonMenu person={person} room={room} />
    </li>
  );
};
