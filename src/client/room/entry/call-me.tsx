import './call-me.css';
import { PhoneCall } from 'lucide-preact';
import { CALLING_CODES } from '../../../base/calling-codes.ts';
import { Icon } from '../../shared/icon.tsx';
import { language, t } from '../../shared/language.ts';
import { likelyCountry } from '../calls/likely-country.ts';
import { NumberField } from '../calls/number-field.tsx';
import type { PhoneWish } from '../calls/phone-wish.ts';
import { whereabouts } from '../calls/whereabouts.ts';
import type { Microphone } from '../devices/microphone.ts';

interface CallMeProps {
  readonly wish: PhoneWish;
  readonly microphone: Microphone;
}

/** The number of one's own telephone. Which countries are called is known inside alone. */
const OwnNumber = ({ wish }: Pick<CallMeProps, 'wish'>) => {
  const typed = wish.number.value;
  const country = typed.country || likelyCountry([...CALLING_CODES.keys()], whereabouts(language.value));
  return (
    <NumberField
      own={true}
      value={{ ...typed, country }}
      countries={[]}
      problem={wish.incomplete.value ? t('door.call.missing') : undefined}
      onChange={wish.type}
    />
  );
};

/** Offers one's own telephone in the place of microphone and loudspeaker. */
export const CallMe = ({ wish, microphone }: CallMeProps) => {
  const wanted = wish.wanted.value;
  return (
    <div class="call-me">
      <label class="call-me__choice">
        <input
          type="checkbox"
          checked={wanted}
          onChange={(event) => {
            wish.wanted.value = event.currentTarget.checked;
            // Nothing listens here while a telephone does; the sound check opens it again.
            if (wish.wanted.peek()) microphone.close();
          }}
        />
        <Icon of={PhoneCall} size={18} />
        <span>{t('door.call.me')}</span>
      </label>
      {wanted && (
        <>
          <p class="muted small">{t('door.call.meNote')}</p>
          <OwnNumber wish={wish} />
        </>
      )}
    </div>
  );
};
