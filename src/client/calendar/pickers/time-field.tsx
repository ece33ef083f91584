import './picker-fields.css';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../../shared/field.tsx';
import { formatClock, formatDuration } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { touch } from '../parts/media-query.ts';
import { clockChoices } from './clock-choices.ts';
import { parseClock } from './parse-clock.ts';
import { usePanel } from './use-panel.ts';

interface TimeFieldProps {
  readonly label: string;
  /** `HH:mm` */
  readonly value: string;
  readonly onChange: (clock: string) => void;
  /** The start, for an end on the same day: what is offered comes after it and tells how long. */
  readonly after?: string | undefined;
  readonly problem?: string | undefined;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 4, PageUp: -4 };

/** A time of day, typed in any usual way or chosen from a list. */
export const TimeField = ({ label, value, onChange, after, problem }: TimeFieldProps) => {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const [open, setOpen] = useState(false);
  const [unread, setUnread] = useState(false);
  const choices = clockChoices(after);
  const [active, setActive] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  usePanel(open, panel, field);
  // The form around must not be sent with the former time while another one stands here.
  useLayoutEffect(() => field.current?.setCustomValidity(unread ? 'unread' : ''), [unread]);

  const nearest = (): number => {
    const at = choices.findIndex(({ clock }) => clock === value);
    return at >= 0 ? at : choices.findIndex(({ clock }) => clock > value);
  };
  const show = (): void => {
    setActive(nearest());
    setOpen(true);
  };
  useEffect(() => {
    if (open) panel.current?.children[Math.max(0, active)]?.scrollIntoView({ block: 'nearest' });
  }, [open, active]);

  const take = (clock: string | undefined): void => {
    setUnread(clock === undefined);
    if (clock === undefined) return;
    setTyped(undefined);
    if (clock !== value) onChange(clock);
  };
  const read = (): void => {
    if (typed !== undefined) take(parseClock(typed));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) show();
      else {
        setTyped(undefined);
        setActive(Math.max(0, Math.min(choices.length - 1, active + step)));
      }
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (open && typed === undefined && choices[active]) take(choices[active].clock);
      else read();
      setOpen(false);
    } else if (event.key === 'Escape' && open) {
      // The window around must stay open.
      event.preventDefault();
      setOpen(false);
    }
  };

  return (
    <Field
      label={label}
      labelUnseen={true}
      class="picker picker--time"
      problem={unread ? t('errors.field.time', { example: formatClock('09:30') }) : problem}
    >
      {(control) =>
        touch.value ? (
          <input
            {...control}
            type="time"
            class="input"
            value={value}
            required={true}
            onChange={(event) => take(event.currentTarget.value.slice(0, 5) || undefined)}
          />
        ) : (
          <>
            <input
              {...control}
              ref={field}
              class="input figures"
              type="text"
              autoComplete="off"
              role="combobox"
              aria-haspopup="listbox"
              aria-expanded={open}
              aria-controls={`${id}-list`}
              {...(open && active >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
              value={typed ?? formatClock(value)}
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setOpen(false);
              }}
              onClick={show}
              onFocus={(event) => event.currentTarget.select()}
              onBlur={() => {
                read();
                setOpen(false);
              }}
              onKeyDown={onKeyDown}
            />
            {open && (
              <div
                ref={panel}
                id={`${id}-list`}
                class="picker__panel picker__list"
                popover="manual"
                role="listbox"
                aria-label={label}
              >
                {choices.map(({ clock, minutes }, index) => (
                  // biome-ignore lint/a11y/useFocusableInteractive: as above
                  // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field chooses
                  <div
                    key={clock}
                    id={`${id}-${index}`}
                    class="picker__choice figures"
                    role="option"
                    aria-selected={index === active}
                    // Keeps the focus in the field.
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => {
                      take(clock);
                      setOpen(false);
                    }}
                  >
                    {formatClock(clock)}
                    {minutes !== undefined && <span class="muted"> ({formatDuration(minutes)})</span>}
                  </div>
                ))}
              </div>
            )}
          </>
        )
      }
    </Field>
  );
};
