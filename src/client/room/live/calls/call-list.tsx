import './calls.css';
import { CircleCheck, type LucideIcon, Phone, PhoneCall, PhoneOff } from 'lucide-preact';
import { useId } from 'preact/hooks';
import type { RoomCallBody } from '../../../../contract/http/phone.ts';
import { Button } from '../../../shared/button.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { standingText } from './call-texts.ts';
import type { CallStanding, RoomCalls } from './room-calls.ts';

type Look = 'ringing' | 'in' | 'over' | 'gone';

const LOOKS: Readonly<Record<CallStanding, Look>> = {
  calling: 'ringing',
  ringing: 'ringing',
  answered: 'ringing',
  in: 'in',
  left: 'over',
  cancelled: 'over',
  busy: 'gone',
  declined: 'gone',
  'no-answer': 'gone',
  'not-found': 'gone',
  failed: 'gone',
};
const ICONS: Readonly<Record<Look, LucideIcon>> = { ringing: PhoneCall, in: CircleCheck, over: Phone, gone: PhoneOff };

const CallRow = ({ call, calls }: { readonly call: RoomCallBody; readonly calls: RoomCalls }) => {
  const standing = calls.standingOf(call);
  const look = LOOKS[standing];
  const name = call.name ?? call.number;
  return (
    <li class="calls__call">
      <span class="calls__words">
        <span class="calls__name">
          <bdi>{name}</bdi> {call.name !== undefined && <bdi class="muted figures">{call.number}</bdi>}
        </span>
        <span class={`calls__standing calls__standing--${look}`} role="status">
          <Icon of={ICONS[look]} size={14} />
          <span class="unseen">{name}: </span>
          {standingText(standing)}
        </span>
      </span>
      {(look === 'ringing' || look === 'in') && (
        <Button
          aria-label={t(look === 'in' ? 'roomCalls.hangUpOf' : 'roomCalls.cancelOf', { name })}
          onClick={() => void calls.end(call.id)}
        >
          {t(look === 'in' ? 'roomCalls.hangUp' : 'roomCalls.cancel')}
        </Button>
      )}
    </li>
  );
};

/** How the calls to others go, the newest first; nothing before the first. */
export const CallList = ({ calls }: { readonly calls: RoomCalls }) => {
  const headingId = useId();
  const others = calls.calls.value.filter(({ self }) => !self).toReversed();
  if (others.length === 0) return null;
  return (
    <section>
      <h3 id={headingId}>{t('roomCalls.list')}</h3>
      <ul class="calls" aria-labelledby={headingId}>
        {others.map((call) => (
          <CallRow key={call.id} call={call} calls={calls} />
        ))}
      </ul>
    </section>
  );
};
