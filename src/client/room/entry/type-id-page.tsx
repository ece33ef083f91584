import { AudioLines, ChevronRight } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { groupDigits } from '../../../base/text.ts';
import { Button } from '../../shared/button.tsx';
import { TextField } from '../../shared/field.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { Microphone } from '../devices/microphone.ts';
import { SoundCheck } from '../devices/sound-check.tsx';
import { readMeetingId } from '../room-address.ts';
import { ScreenHeading } from '../screen-heading.tsx';

interface TypeIdPageProps {
  readonly typed: string;
  readonly microphone: Microphone;
  readonly onId: (id: string) => void;
}

/** Digits are grouped while they are typed; a whole address may be pasted. */
const shown = (typed: string): string => {
  const id = readMeetingId(typed);
  if (id !== undefined) return groupDigits(id);
  return /^[\d\s.-]*$/.test(typed) ? groupDigits(typed.replace(/\D/g, '').slice(0, 9)) : typed;
};

/** Microphone, loudspeaker and the echo through the server, without any meeting. The microphone opens with it and closes with it. */
const TrySound = ({ microphone }: Pick<TypeIdPageProps, 'microphone'>) => {
  const [open, setOpen] = useState(false);
  return (
    <details
      class="disclosure"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        if (!currentTarget.open) microphone.close();
      }}
    >
      <summary>
        <Icon of={AudioLines} size={18} />
        {t('door.typeId.trySound')}
        <span class="disclosure__mark">
          <Icon of={ChevronRight} size={18} />
        </span>
      </summary>
      {open && <SoundCheck microphone={microphone} />}
    </details>
  );
};

/** Asks for the nine digits of a meeting. */
export const TypeIdPage = ({ typed, microphone, onId }: TypeIdPageProps) => {
  const [text, setText] = useState(shown(typed));
  const [wrong, setWrong] = useState(typed !== '');
  return (
    <form
      class="card door"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const id = readMeetingId(text);
        if (id === undefined) setWrong(true);
        else onId(id);
      }}
    >
      <div class="door__head">
        <ScreenHeading>{t('door.typeId.heading')}</ScreenHeading>
        <p class="muted">{t('door.typeId.lead')}</p>
      </div>
      <TextField
        label={t('door.typeId.label')}
        name="meeting"
        autocomplete="off"
        inputMode="numeric"
        required
        class="input figures door__id"
        value={text}
        onText={(next) => {
          setText(shown(next));
          setWrong(false);
        }}
        hint={t('door.typeId.hint')}
        problem={wrong ? t('door.typeId.wrong') : undefined}
      />
      <div class="door__pair">
        <Button type="submit" kind="primary" large>
          {t('door.typeId.submit')}
        </Button>
        <a class="button button--large" href="/">
          {t('door.typeId.cancel')}
        </a>
      </div>
      <p class="muted door__note">{t('door.typeId.haveLink')}</p>
      <TrySound microphone={microphone} />
    </form>
  );
};
