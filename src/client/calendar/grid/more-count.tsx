import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../shared/language.ts';
import { leftOutOf } from './drawn-events.ts';

/** "12 more": what has no room in its day, and what the grid was not even given. The grid does not tell which day it is. */
export const MoreCount = ({ count }: { readonly count: number }) => {
  const own = useRef<HTMLSpanElement>(null);
  const [day, setDay] = useState('');
  const whole = count + leftOutOf(day);
  useLayoutEffect(() => {
    setDay(own.current?.closest<HTMLElement>('[data-date]')?.dataset['date'] ?? '');
    const link = own.current?.closest<HTMLElement>('[role="button"]');
    if (link) link.title = t('calendar.grid.showMore', { count: whole });
  });
  return <span ref={own}>{t('calendar.grid.more', { count: whole })}</span>;
};
