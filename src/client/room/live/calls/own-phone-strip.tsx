import './own-phone-strip.css';
import { type LucideIcon, Phone, PhoneCall, PhoneOff } from 'lucide-preact';
import { Button } from '../../../shared/button.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';
import { callProblem, ownStandingText } from './call-texts.ts';
import type { OwnPhone, OwnPhoneState } from './own-phone.ts';

type Shown = Exclude<OwnPhoneState, { kind: 'off' }>;

const ICONS: Readonly<Record<Shown['kind'], LucideIcon>> = {
  calling: PhoneCall,
  on: Phone,
  failed: PhoneOff,
};

const wordsOf = (state: Shown): string => {
  if (state.kind === 'on') return ownStandingText('in');
  if (state.kind === 'calling') return ownStandingText(state.standing);
  return state.problem ? callProblem(state.problem) : ownStandingText(state.standing ?? 'failed');
};

const Strip = ({ ownPhone, state }: { readonly ownPhone: OwnPhone; readonly state: Shown }) => (
  <div class={`phone-strip phone-strip--${state.kind}`}>
    <Icon of={ICONS[state.kind]} size={18} />
    <span class="phone-strip__words">{wordsOf(state)}</span>
    {state.kind === 'failed' && <Button onClick={ownPhone.again}>{t('roomCalls.again')}</Button>}
    <Button onClick={ownPhone.useComputer}>{t('roomCalls.useComputer')}</Button>
  </div>
);

/**
 * That one's telephone is one's sound, or will be; and the way back to the sound of this computer. It stays for as long as that is so,
 * and therefore covers nothing.
 */
export const OwnPhoneStrip = ({ room: { ownPhone } }: { readonly room: OpenRoom }) => {
  const state = ownPhone.state.value;
  return <div role="status">{state.kind !== 'off' && <Strip ownPhone={ownPhone} state={state} />}</div>;
};
