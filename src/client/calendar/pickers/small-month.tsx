import './small-month.css';
import { ChevronLeft, ChevronRight } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { formatDay, formatMonth, weekdayNames } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { addDays } from '../../shared/wall-time.ts';
import { firstWeekday } from '../parts/first-weekday.ts';
import { addMonths, monthOf, monthWeeks, sameDayIn, startOfWeek } from '../parts/month-weeks.ts';

interface SmallMonthProps {
  readonly selected: string;
  readonly today: string;
  readonly onChoose: (date: string) => void;
  /** Take the focus when shown. */
  readonly autoFocus?: boolean;
}

const step = (key: string, date: string, firstDay: number): string | undefined => {
  const moves: Readonly<Record<string, () => string>> = {
    ArrowLeft: () => addDays(date, -1),
    ArrowRight: () => addDays(date, 1),
    ArrowUp: () => addDays(date, -7),
    ArrowDown: () => addDays(date, 7),
    Home: () => startOfWeek(date, firstDay),
    End: () => addDays(startOfWeek(date, firstDay), 6),
    PageUp: () => sameDayIn(addMonths(monthOf(date), -1), date),
    PageDown: () => sameDayIn(addMonths(monthOf(date), 1), date),
  };
  return moves[key]?.();
};

/** A month to choose a day from, by mouse or by arrows, Home, End and the page keys. */
export const SmallMonth = ({ selected, today, onChoose, autoFocus = false }: SmallMonthProps) => {
  const [cursor, setCursor] = useState(selected);
  const table = useRef<HTMLTableElement>(null);
  const wantsFocus = useRef(autoFocus);
  const firstDay = firstWeekday();
  const month = monthOf(cursor);

  useEffect(() => setCursor(selected), [selected]);
  useEffect(() => {
    if (wantsFocus.current) table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    wantsFocus.current = false;
  }, [cursor]);

  const turn = (months: number): void => setCursor(sameDayIn(addMonths(month, months), cursor));
  return (
    <div class="small-month">
      <div class="small-month__head">
        <span class="small-month__title" aria-live="polite">
          {formatMonth(`${month}-15T12:00Z`, 'UTC')}
        </span>
        <IconButton icon={ChevronLeft} label={t('calendar.smallMonth.previous')} onClick={() => turn(-1)} />
        <IconButton icon={ChevronRight} label={t('calendar.smallMonth.next')} onClick={() => turn(1)} />
      </div>
      <table
        ref={table}
        class="small-month__days"
        onKeyDown={(event) => {
          const next = step(event.key, cursor, firstDay);
          if (next === undefined) return;
          event.preventDefault();
          wantsFocus.current = true;
          setCursor(next);
        }}
      >
        <thead>
          <tr>
            {weekdayNames(firstDay).map(({ long, narrow }) => (
              <th key={long} scope="col" abbr={long}>
                <span aria-hidden="true">{narrow}</span>
                <span class="unseen">{long}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthWeeks(month, firstDay).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    class={`small-month__day ${monthOf(day) === month ? '' : 'small-month__day--other'}`}
                    tabIndex={day === cursor ? 0 : -1}
                    aria-label={formatDay(`${day}T12:00Z`, 'UTC')}
                    aria-pressed={day === selected}
                    {...(day === today ? { 'aria-current': 'date' } : {})}
                    onClick={() => onChoose(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
