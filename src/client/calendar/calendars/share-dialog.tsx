import { X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { CalendarBody } from '../../../contract/http/calendar.ts';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button, IconButton } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { account } from '../shell/session.ts';
import { closeCalendarDialog } from './calendar-dialog.ts';
import { shareCalendar } from './calendars.ts';

type Share = NonNullable<CalendarBody['shares']>[number];
type Access = Share['access'];
const ACCESSES: readonly Access[] = ['read', 'write'];

const AccessField = ({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: Access;
  readonly onChange: (access: Access) => void;
}) => (
  <Field label={label} labelUnseen={true}>
    {(control) => (
      <select
        {...control}
        class="input"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as Access)}
      >
        {ACCESSES.map((access) => (
          <option key={access} value={access}>
            {t(`calendars.share.accesses.${access}`)}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** What is wrong with an address before the server is asked. */
const addressProblem = (email: string, shares: readonly Share[]): string | undefined => {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return t('errors.field.email');
  if (email === account.value?.email.toLowerCase()) return t('calendars.share.self');
  return shares.some((one) => one.email.toLowerCase() === email) ? t('calendars.share.twice') : undefined;
};

const refusalText = (problem: ApiProblem): string => {
  const [, code] = [...problem.fields].find(([path]) => path.startsWith('shares')) ?? [];
  if (code === 'owner') return t('calendars.share.self');
  if (code === 'no-account') return t('calendars.share.unknown');
  return code === undefined ? problemText(problem) : t('errors.field.email');
};

interface AddFormProps {
  readonly shares: readonly Share[];
  readonly onAdd: (share: Share) => Promise<void>;
}

const AddForm = ({ shares, onAdd }: AddFormProps) => {
  const [email, setEmail] = useState('');
  const [access, setAccess] = useState<Access>('read');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const add = async (): Promise<void> => {
    const address = email.trim().toLowerCase();
    const wrong = addressProblem(address, shares);
    setProblem(wrong);
    if (wrong !== undefined || busy) return;
    setBusy(true);
    try {
      await onAdd({ email: address, name: '', access });
      setEmail('');
    } catch (thrown) {
      setProblem(refusalText(asProblem(thrown)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="share__add"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field label={t('calendars.share.email')} hint={t('calendars.share.emailHint')} problem={problem}>
        {(control) => (
          <input
            {...control}
            class="input"
            type="email"
            name="share-email"
            autoComplete="off"
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="row">
        <AccessField label={t('calendars.share.access')} value={access} onChange={setAccess} />
        <Button type="submit" busy={busy}>
          {t('calendars.share.add')}
        </Button>
      </div>
    </form>
  );
};

/** Who else sees the calendar, and what they may do. Each change is stored at once. */
export const ShareDialog = ({ calendar }: { readonly calendar: CalendarBody }) => {
  const shares = calendar.shares ?? [];
  const [problem, setProblem] = useState<string>();
  const store = (next: readonly Share[]): Promise<void> =>
    shareCalendar(calendar.id, { shares: next.map(({ email, access }) => ({ email, access })) });
  const change = (next: readonly Share[]): void => {
    setProblem(undefined);
    store(next).catch((thrown: unknown) => setProblem(problemText(asProblem(thrown))));
  };
  return (
    <Dialog
      title={t('calendars.share.title', { name: calendar.name })}
      onClose={closeCalendarDialog}
      footer={
        <Button kind="primary" onClick={closeCalendarDialog}>
          {t('common.close')}
        </Button>
      }
    >
      <p class="muted">{t('calendars.share.intro')}</p>
      {problem !== undefined && (
        <p class="notice notice--problem" role="alert">
          {problem}
        </p>
      )}
      {shares.length === 0 && <p>{t('calendars.share.none')}</p>}
      <ul class="share__list" aria-live="polite">
        {shares.map((share) => (
          <li key={share.email} class="share__one">
            <span class="share__who">
              {share.name || share.email}
              {share.name !== '' && <span class="muted small">{share.email}</span>}
            </span>
            <AccessField
              label={t('calendars.share.accessOf', { name: share.name || share.email })}
              value={share.access}
              onChange={(access) => change(shares.map((one) => (one === share ? { ...one, access } : one)))}
            />
            <IconButton
              icon={X}
              label={t('calendars.share.remove', { name: share.name || share.email })}
              onClick={() => change(shares.filter((one) => one !== share))}
            />
          </li>
        ))}
      </ul>
      <AddForm shares={shares} onAdd={(share) => store([...shares, share])} />
    </Dialog>
  );
};
