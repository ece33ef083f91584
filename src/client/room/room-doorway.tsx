import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../shared/language.ts';
import type { RoomPageProps } from './live/room-page.tsx';

/** Fetches the room's part of the page; asking again costs nothing. */
export const loadRoomPage = async (): Promise<ComponentType<RoomPageProps>> =>
  (await import('./live/room-page.tsx')).RoomPage;

/** Opens the room as soon as its part of the page is there: a guest's first page does without it. */
export const RoomDoorway = (props: RoomPageProps) => {
  const [loaded, setLoaded] = useState<{ readonly Page: ComponentType<RoomPageProps> } | undefined>(undefined);
  const { onOut } = props;
  useEffect(() => {
    loadRoomPage().then(
      (Page) => setLoaded({ Page }),
      () => onOut({ kind: 'roomNotLoaded' }),
    );
  }, []);
  if (loaded) return <loaded.Page {...props} />;
  return (
    <main class="quiet-page door-page">
      <p class="card" role="status">
        <span class="row">
          <span class="spinner" aria-hidden="true" /> {t('door.form.busy')}
        </span>
      </p>
    </main>
  );
};
