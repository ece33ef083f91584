import './door.css';
import { DoorOpen, Play } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { groupDigits } from '../../../base/text.ts';
import type { Door } from '../../../contract/http/meeting.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import type { PhoneWish } from '../calls/phone-wish.ts';
import type { Microphone } from '../devices/microphone.ts';
import { ScreenHeading } from '../screen-heading.tsx';
import { AskedConsent, BareConsent } from './consent-field.tsx';
import { DoorSound } from './door-sound.tsx';
import { DoorFacts, doorTitle } from './door-summary.tsx';
import type { Entry } from './entry.ts';
import { EntryFailure } from './entry-failure.tsx';
import { laterPart } from './later-part.tsx';

const JoinByPhone = laterPart(async () => (await import('./join-by-phone.tsx')).JoinByPhone);

const isByPhone = ({ sipUri, phoneNumbers = [] }: Door): boolean => sipUri !== undefined || phoneNumbers.length > 0;

const DoorChanges = laterPart(async () => (await import('./door-changes.tsx')).DoorChanges);

const hasChanges = ({ state, movedFrom, cancelledDate }: Door): boolean =>
  state === 'over' || movedFrom !== undefined || cancelledDate !== undefined;

interface DoorPageProps {
  readonly entry: Entry;
  readonly microphone: Microphone;
  readonly phoneWish: PhoneWish;
  /** After a reload: one was in the meeting a moment ago. */
  readonly returning: boolean;
}

const NameAndPin = ({ entry }: { readonly entry: Entry }) => {
  const form = entry.form.value;
  const needsPin = entry.door.value?.needsPin === true;
  return (
    <>
      <TextField
        label={t('door.form.name')}
        name="name"
        autocomplete="name"
        autocapitalize="words"
        required
        maxLength={LIMITS.name}
        value={form.name}
        onText={entry.typeName}
        problem={form.nameProblem && t(`door.form.${form.nameProblem}`, { count: LIMITS.name })}
      />
      {needsPin && (
        <TextField
          label={t('door.form.pin')}
          name="pin"
          autocomplete="off"
          inputMode="numeric"
          maxLength={12}
          class="input figures door__pin"
          value={form.pin}
          onText={(typed) => entry.typePin(groupDigits(typed.replace(/\D/g, '').slice(0, 6)))}
          hint={t('door.form.pinHint')}
          problem={form.pinProblem && t(`door.form.${form.pinProblem}`)}
        />
      )}
    </>
  );
};

const EnterButton = ({ entry, returning }: Omit<DoorPageProps, 'microphone' | 'phoneWish'>) => {
  const form = entry.form.value;
  const starts = entry.starts();
  const words = starts ? 'start' : returning ? 'comeBack' : 'join';
  return (
    <div class="door__go">
      <EntryFailure entry={entry} />
      <Button
        type="submit"
        kind="primary"
        large
        wide
        icon={starts ? Play : DoorOpen}
        busy={form.busy}
        class="door__enter"
        onPointerEnter={entry.prepare}
        onFocus={entry.prepare}
      >
        {form.busy ? t(starts ? 'door.form.starting' : 'door.form.busy') : t(`door.form.${words}`)}
      </Button>
    </div>
  );
};

/** One card: what one is invited to, one's name, the sound check, and the way in. */
export const DoorPage = ({ entry, microphone, phoneWish, returning }: DoorPageProps) => {
  const door = entry.door.value;
  const card = useRef<HTMLFormElement>(null);
  const source = entry.source();
  const id = source?.kind === 'meeting' ? source.id : undefined;
  const form = entry.form.value;

  useEffect(() => {
    // What is missing is where one goes on.
    card.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form.nameProblem, form.pinProblem, form.consentProblem, phoneWish.incomplete.value]);

  if (!door) return null;
  return (
    <form
      ref={card}
      class="card door"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (phoneWish.check()) void entry.enter();
      }}
    >
      <div class="door__head">
        <div class="door__title">
          <ScreenHeading>{doorTitle(door, id)}</ScreenHeading>
          {door.live === true && <span class="badge badge--live">{t('door.live')}</span>}
        </div>
        {door.needsPin && <p class="muted">{t('door.form.bareLead')}</p>}
        <DoorFacts door={door} />
        {hasChanges(door) && <DoorChanges door={door} />}
      </div>
      <NameAndPin entry={entry} />
      <AskedConsent entry={entry} />
      <DoorSound door={door} microphone={microphone} phoneWish={phoneWish} />
      <BareConsent entry={entry} />
      <EnterButton entry={entry} returning={returning} />
      {door.needsPin && (
        <Button kind="quiet" onClick={entry.askForId}>
          {t('door.form.otherId')}
        </Button>
      )}
      {isByPhone(door) && <JoinByPhone door={door} />}
    </form>
  );
};
