import './picker-fields.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../../shared/field.tsx';
import { dateWords, formatDate } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { today } from '../page/calendar-state.ts';
import { touch } from '../parts/media-query.ts';
import { parseDate } from './parse-date.ts';
import { SmallMonth } from './small-month.tsx';
import { usePanel } from './use-panel.ts';

interface DateFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD` */
  readonly value: string;
  readonly onChange: (date: string) => void;
  readonly problem?: string | undefined;
}

/** A date, typed in any usual way or chosen from a month. */
export const DateField = ({ label, value, onChange, problem }: DateFieldProps) => {
  const [typed, setTyped] = useState<string>();
  const [open, setOpen] = useState(false);
  const [inMonth, setInMonth] = useState(false);
  const [unread, setUnread] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  usePanel(open, panel, field);
  // The form around must not be sent with the former date while another one stands here.
  useLayoutEffect(() => field.current?.setCustomValidity(unread ? 'unread' : ''), [unread]);

  const close = (): void => {
    setOpen(false);
    setInMonth(false);
  };
  const take = (date: string | undefined): void => {
    setUnread(date === undefined);
    if (date === undefined) return;
    setTyped(undefined);
    if (date !== value) onChange(date);
  };
  const read = (): void => {
    if (typed !== undefined) take(parseDate(typed, { ...dateWords(), today: today() }));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault();
      read();
      close();
    } else if (event.key === 'Escape' && open) {
      // The window around must stay open.
      event.preventDefault();
      close();
      field.current?.focus();
    } else if (event.key === 'ArrowDown' && event.target === field.current) {
      event.preventDefault();
      setInMonth(true);
      setOpen(true);
    }
  };

  return (
    <Field
      label={label}
      labelUnseen={true}
      class="picker picker--date"
      problem={unread ? t('errors.field.date', { example: formatDate(today()) }) : problem}
    >
      {(control) =>
        touch.value ? (
          <input
            {...control}
            type="date"
            class="input"
            value={value}
            required={true}
            onChange={(event) => take(event.currentTarget.value || undefined)}
          />
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: keys of the field and of the month that belongs to it
          <div
            onKeyDown={onKeyDown}
            onFocusOut={(event) => {
              if (event.currentTarget.contains(event.relatedTarget as Node | null)) return;
              read();
              close();
            }}
          >
            <input
              {...control}
              ref={field}
              class="input"
              type="text"
              autoComplete="off"
              role="combobox"
              aria-haspopup="dialog"
              aria-expanded={open}
              value={typed ?? formatDate(value)}
              onInput={(event) => setTyped(event.currentTarget.value)}
              onClick={() => setOpen(true)}
              onFocus={(event) => event.currentTarget.select()}
            />
            {open && (
              <div
                ref={panel}
                class="picker__panel"
                popover="manual"
                role="dialog"
                aria-label={t('calendar.editor.openCalendar')}
              >
                <SmallMonth
                  key={inMonth ? 'focused' : 'shown'}
                  selected={value}
                  today={today()}
                  autoFocus={inMonth}
                  onChoose={(date) => {
                    take(date);
                    close();
                    field.current?.focus();
                  }}
                />
              </div>
            )}
          </div>
        )
      }
    </Field>
  );
};
