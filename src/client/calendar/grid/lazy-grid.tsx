import { useEffect, useState } from 'preact/hooks';
import { t } from '../../shared/language.ts';
import type { CalendarGrid } from './calendar-grid.tsx';

type Grid = typeof CalendarGrid;

let loaded: Grid | undefined;

/** The grid is the heaviest part of the page: it comes after the frame, which holds its place. */
export const LazyGrid = () => {
  const [Loaded, setLoaded] = useState<Grid | undefined>(() => loaded);
  useEffect(() => {
    if (loaded) return;
    void import('./calendar-grid.tsx').then((module) => {
      loaded = module.CalendarGrid;
      setLoaded(() => module.CalendarGrid);
    });
  }, []);
  if (Loaded) return <Loaded />;
  return (
    <div class="grid-waiting" aria-busy="true">
      <p class="unseen">{t('calendar.grid.loading')}</p>
      <div class="skeleton" />
    </div>
  );
};
