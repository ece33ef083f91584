import { PhoneOutgoing } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LANGUAGES, type Language } from '../../../../base/languages.ts';
import { LIMITS } from '../../../../contract/limits.ts';
import { ApiProblem } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { Field, TextField } from '../../../shared/field.tsx';
import { language, t } from '../../../shared/language.ts';
import { likelyCountry } from '../../calls/likely-country.ts';
import { NumberField } from '../../calls/number-field.tsx';
import type { TypedNumber } from '../../calls/typed-number.ts';
import { whereabouts } from '../../calls/whereabouts.ts';
import { wholeNumber } from '../../calls/whole-number.ts';
import type { OpenRoom } from '../open-room.ts';
import { plainText } from '../plain-text.ts';
import { CallList } from './call-list.tsx';
import { callProblem, numberProblem } from './call-texts.ts';

interface CallDialogProps {
  readonly room: OpenRoom;
  readonly onClose: () => void;
}

/** Has somebody called into the meeting, and shows how that goes. */
export const CallDialog = ({ room: { calls }, onClose }: CallDialogProps) => {
  const form = useRef<HTMLFormElement>(null);
  const countries = calls.countries.value;
  const [typed, setTyped] = useState<TypedNumber>({ country: '', digits: '' });
  const [name, setName] = useState('');
  const [spoken, setSpoken] = useState<Language>(language.value);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  useEffect(() => calls.watch(), [calls]);
  useEffect(() => form.current?.querySelector<HTMLElement>('[name=number]')?.focus(), []);
  const country = typed.country || likelyCountry(countries, whereabouts(language.value));

  const call = async (): Promise<void> => {
    const number = wholeNumber({ ...typed, country });
    setFailure(undefined);
    setProblem(number === undefined ? t('roomCalls.problem.missing') : undefined);
    if (number === undefined || busy) return;
    setBusy(true);
    const plain = plainText(name);
    const answer = await calls.ask({ number, language: spoken, ...(plain !== '' && { name: plain }) });
    setBusy(false);
    if (answer instanceof ApiProblem) {
      setProblem(numberProblem(answer));
      if (numberProblem(answer) === undefined) setFailure(callProblem(answer));
    } else {
      setTyped({ country, digits: '' });
      setName('');
    }
    form.current?.querySelector<HTMLElement>('[name=number]')?.focus();
  };

  return (
    <Dialog
      title={t('roomCalls.heading')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('roomCalls.close')}</Button>
          <Button kind="primary" type="submit" form="call" icon={PhoneOutgoing} busy={busy}>
            {t('roomCalls.call')}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id="call"
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void call();
        }}
      >
        <p class="muted">{t('roomCalls.lead')}</p>
        <NumberField
          value={{ ...typed, country }}
          countries={countries}
          problem={problem}
          onChange={(next) => {
            setTyped(next);
            setProblem(undefined);
          }}
        />
        <TextField
          label={t('roomCalls.name')}
          hint={t('roomCalls.nameHint')}
          name="name"
          autocomplete="off"
          maxLength={LIMITS.name}
          value={name}
          onText={setName}
        />
        <Field label={t('roomCalls.language')}>
          {(control) => (
            <select
              {...control}
              class="input"
              name="language"
              value={spoken}
              onChange={(event) => setSpoken(event.currentTarget.value as Language)}
            >
              {LANGUAGES.map((one) => (
                <option key={one} value={one}>
                  {t(`common.languages.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {failure !== undefined && (
          <p class="notice notice--problem" role="alert">
            {failure}
          </p>
        )}
      </form>
      <CallList calls={calls} />
    </Dialog>
  );
};
