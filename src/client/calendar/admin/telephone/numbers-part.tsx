import { Plus, X } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import type { MeetingSettings } from '../../../../contract/http/settings.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button, IconButton } from '../../../shared/button.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { focusFirstProblem } from '../../parts/focus-first-problem.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { isPhoneNumber, wrongCountries } from './phone-fields.ts';

type PhoneNumber = MeetingSettings['phoneNumbers'][number];

/** `meetingSettingsSchema` of the contract. */
const NUMBERS_MOST = 50;

interface Line extends PhoneNumber {
  readonly key: number;
}

const linesOf = ({ phoneNumbers }: MeetingSettings): readonly Line[] =>
  phoneNumbers.map((number, key) => ({ ...number, key }));
const isEmpty = ({ country, number }: PhoneNumber): boolean => country.trim() === '' && number.trim() === '';

interface NumberLineProps {
  readonly line: Line;
  readonly checked: boolean;
  readonly onChange: (change: Partial<PhoneNumber>) => void;
  readonly onRemove: () => void;
}

const NumberLine = ({ line, checked, onChange, onRemove }: NumberLineProps) => {
  const { country, number } = line;
  const judged = checked && !isEmpty(line);
  return (
    <li class="phone-number">
      <TextField
        label={t('telephone.numbers.country')}
        value={country}
        maxLength={2}
        autoCapitalize="characters"
        spellcheck={false}
        problem={
          judged && wrongCountries([country.trim()]).length > 0 ? t('telephone.numbers.wrongCountry') : undefined
        }
        onText={(text) => onChange({ country: text.toUpperCase() })}
      />
      <TextField
        label={t('telephone.numbers.number')}
        type="tel"
        value={number}
        problem={judged && !isPhoneNumber(number.trim()) ? t('telephone.numbers.wrongNumber') : undefined}
        onText={(text) => onChange({ number: text })}
      />
      <IconButton
        icon={X}
        class="phone-number__remove"
        label={number.trim() === '' ? t('telephone.numbers.removeEmpty') : t('telephone.numbers.remove', { number })}
        onClick={onRemove}
      />
    </li>
  );
};

const NumbersForm = ({ settings }: { readonly settings: MeetingSettings }) => {
  const [lines, setLines] = useState(linesOf(settings));
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const wanted = lines
    .filter((line) => !isEmpty(line))
    .map(({ country, number }) => ({ country: country.trim(), number: number.trim() }));
  const right = wanted.every(({ country, number }) => wrongCountries([country]).length === 0 && isPhoneNumber(number));

  const add = (): void => {
    setLines([...lines, { country: '', number: '', key: Math.max(-1, ...lines.map(({ key }) => key)) + 1 }]);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('.phone-number:last-child input')?.focus()),
    );
  };
  const save = async (): Promise<void> => {
    setChecked(true);
    if (!right) {
      requestAnimationFrame(() => focusFirstProblem(form.current));
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await callApi<MeetingSettings>('PUT', '/admin/settings', { ...settings, phoneNumbers: wanted });
      setLines(linesOf(saved));
      setChecked(false);
      showToast({ kind: 'success', text: t('telephone.numbers.saved') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <form
      ref={form}
      class="stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {lines.length === 0 && <p>{t('telephone.numbers.none')}</p>}
      <ul class="phone-numbers" hidden={lines.length === 0}>
        {lines.map((line) => (
          <NumberLine
            key={line.key}
            line={line}
            checked={checked}
            onChange={(change) => setLines(lines.map((one) => (one === line ? { ...one, ...change } : one)))}
            onRemove={() => setLines(lines.filter((one) => one !== line))}
          />
        ))}
      </ul>
      {problem && <ProblemNotice problem={problem} />}
      <div class="row phone-head">
        <Button icon={Plus} disabled={lines.length >= NUMBERS_MOST} onClick={add}>
          {t('telephone.numbers.add')}
        </Button>
        <Button type="submit" busy={busy}>
          {t('telephone.numbers.save')}
        </Button>
      </div>
    </form>
  );
};

/** The numbers under which meetings are reached. */
export const NumbersPart = () => {
  const { value, problem, reload } = useLoaded('meeting-settings', () =>
    callApi<MeetingSettings>('GET', '/admin/settings'),
  );
  return (
    <section class="card stack" aria-labelledby="telephone-numbers">
      <h2 id="telephone-numbers">{t('telephone.numbers.title')}</h2>
      <p class="muted">{t('telephone.numbers.text')}</p>
      {value && <NumbersForm settings={value} />}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton phone-numbers--waiting" aria-busy="true" />}
    </section>
  );
};
