import { PhoneCall } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../../shared/button.tsx';
import { language, t } from '../../../shared/language.ts';
import { likelyCountry } from '../../calls/likely-country.ts';
import { NumberField } from '../../calls/number-field.tsx';
import { createPhoneWish } from '../../calls/phone-wish.ts';
import { whereabouts } from '../../calls/whereabouts.ts';
import { wholeNumber } from '../../calls/whole-number.ts';
import type { OpenRoom } from '../open-room.ts';
import { callProblem } from './call-texts.ts';

const CallMeForm = ({
  room: { calls, ownPhone },
  onCalled,
}: {
  readonly room: OpenRoom;
  readonly onCalled: () => void;
}) => {
  const [wish] = useState(createPhoneWish);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const countries = calls.countries.value;
  const typed = wish.number.value;
  const isCalled = countries.includes(typed.country);
  const number = {
    ...typed,
    country: isCalled ? typed.country : likelyCountry(countries, whereabouts(language.value)),
  };
  const call = async (): Promise<void> => {
    wish.type(number);
    wish.wanted.value = true;
    const taken = wish.check() ? wish.take() : undefined;
    const whole = taken && wholeNumber(taken);
    setProblem(whole === undefined ? t('roomCalls.problem.missing') : undefined);
    if (whole === undefined) return;
    const refused = await ownPhone.call(whole);
    if (refused === undefined) onCalled();
    else setProblem(callProblem(refused));
  };
  return (
    <form
      class="stack stack--tight"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void call();
      }}
    >
      <p class="muted small">{t('roomCalls.callMeNote')}</p>
      <NumberField
        own={true}
        value={number}
        countries={countries}
        problem={problem}
        onChange={(next) => {
          wish.type(next);
          setProblem(undefined);
        }}
      />
      <div>
        <Button type="submit" icon={PhoneCall}>
          {t('roomCalls.callMeGo')}
        </Button>
      </div>
    </form>
  );
};

/** One's own telephone in the place of microphone and loudspeaker, where the server calls one. */
export const CallMePart = ({ room, onClose }: { readonly room: OpenRoom; readonly onClose: () => void }) => {
  const { calls, ownPhone } = room;
  const { kind } = ownPhone.state.value;
  // Whether one may is asked anew: the administrator may have switched it since.
  useEffect(() => calls.watch(), [calls]);
  if (kind === 'calling' || kind === 'on')
    return (
      <div>
        <p>{t('roomCalls.onPhoneTitle')}</p>
        <Button onClick={ownPhone.useComputer}>{t('roomCalls.useComputer')}</Button>
      </div>
    );
  if (!calls.may.value.self) return null;
  return (
    <details class="disclosure">
      <summary>{t('roomCalls.callMe')}</summary>
      <CallMeForm room={room} onCalled={onClose} />
    </details>
  );
};
