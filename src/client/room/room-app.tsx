import { useEffect } from 'preact/hooks';
import { t } from '../shared/language.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { Toasts } from '../shared/toast.tsx';
import type { Microphone } from './devices/microphone.ts';
import { DoorPage } from './entry/door-page.tsx';
import { doorTitle } from './entry/door-summary.tsx';
import type { Entry, EntryScreen } from './entry/entry.ts';
import type { EntryProblem } from './entry/entry-problem.ts';
import { type GoneState, NewsPage } from './entry/news-page.tsx';
import { ProblemPage } from './entry/problem-page.tsx';
import { TypeIdPage } from './entry/type-id-page.tsx';
import { WaitingPage } from './entry/waiting-page.tsx';
import { RoomDoorway } from './room-doorway.tsx';

interface RoomAppProps {
  readonly entry: Entry;
  readonly microphone: Microphone;
  /** After a reload: one was in this meeting a moment ago. */
  readonly returning: boolean;
  readonly onOut: (problem: EntryProblem) => void;
}

const meetingTitle = (entry: Entry): string => {
  const source = entry.source();
  return doorTitle(entry.door.value, source?.kind === 'meeting' ? source.id : undefined);
};

const pageTitle = (screen: EntryScreen, title: string): string | undefined => {
  switch (screen.kind) {
    case 'type-id':
      return t('door.pageTitle.typeId');
    case 'waiting':
      return t('door.pageTitle.waiting', { title });
    case 'news':
      return t('door.pageTitle.door', { title: t(`door.news.${screen.news.state as GoneState}.title`) });
    case 'problem':
      return t('door.pageTitle.door', { title: t(`door.problem.${screen.problem.kind}.title`) });
    case 'room':
      // The room's own affair.
      return undefined;
    default:
      return t('door.pageTitle.door', { title });
  }
};

const Skeleton = () => (
  <div class="card door" role="status" aria-label={t('door.loading')}>
    <div class="skeleton door__skeleton" />
    <div class="skeleton door__skeleton door__skeleton--line" />
    <div class="skeleton door__skeleton door__skeleton--field" />
    <div class="skeleton door__skeleton door__skeleton--block" />
  </div>
);

const EntryScreenView = ({ entry, microphone, returning }: RoomAppProps) => {
  const screen = entry.screen.value;
  switch (screen.kind) {
    case 'door':
      return <DoorPage entry={entry} microphone={microphone} returning={returning} />;
    case 'type-id':
      return <TypeIdPage typed={screen.typed} onId={(id) => void entry.goToMeeting(id)} />;
    case 'waiting':
      return <WaitingPage entry={entry} microphone={microphone} startsAtMs={screen.startsAtMs} bare={screen.bare} />;
    case 'news':
      return <NewsPage entry={entry} news={screen.news} state={screen.news.state as GoneState} />;
    case 'problem':
      return <ProblemPage key={screen.problem.kind} entry={entry} problem={screen.problem} />;
    default:
      return <Skeleton />;
  }
};

/** From the address in the address bar to the room and out of it again. */
export const RoomApp = (props: RoomAppProps) => {
  const { entry, microphone, onOut } = props;
  const screen = entry.screen.value;
  const title = meetingTitle(entry);
  const titleNow = pageTitle(screen, title);

  useEffect(() => {
    if (titleNow !== undefined) document.title = titleNow;
  }, [titleNow]);
  useEffect(() => {
    // Nothing on these pages needs the microphone any more.
    if (screen.kind === 'problem' || screen.kind === 'news' || screen.kind === 'type-id') microphone.close();
  }, [screen.kind, microphone]);

  return (
    <>
      {screen.kind === 'room' ? (
        <RoomDoorway key={screen.ticket} ticket={screen.ticket} microphone={microphone} title={title} onOut={onOut} />
      ) : (
        <>
          <a class="skip-link" href="#content">
            {t('common.skipToContent')}
          </a>
          <PageHeader />
          <main class="quiet-page door-page" id="content" tabIndex={-1}>
            <EntryScreenView {...props} />
          </main>
        </>
      )}
      <Toasts />
    </>
  );
};
