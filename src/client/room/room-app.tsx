import { useEffect } from 'preact/hooks';
import { keepsStorage } from '../shared/kept-storage.ts';
import { t } from '../shared/language.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { Toasts } from '../shared/toast.tsx';
import type { PhoneWish } from './calls/phone-wish.ts';
import type { Microphone } from './devices/microphone.ts';
import { isFramed } from './embedding.ts';
import { DoorPage } from './entry/door-page.tsx';
import { doorTitle } from './entry/door-summary.tsx';
import type { Entry } from './entry/entry.ts';
import type { EntryProblem } from './entry/entry-problem.ts';
import type { EntryScreen } from './entry/entry-screen.ts';
import type { GoneState } from './entry/news-page.tsx';
import { problemText } from './entry/problem-text.ts';
import { TypeIdPage } from './entry/type-id-page.tsx';
import { useMissed } from './entry/use-missed.ts';
import { LobbyDoorway } from './lobby-doorway.tsx';
import { ProblemDoorway } from './problem-doorway.tsx';
import { RoomDoorway } from './room-doorway.tsx';

interface RoomAppProps {
  readonly entry: Entry;
  readonly microphone: Microphone;
  readonly phoneWish: PhoneWish;
  /** After a reload: one was in this meeting a moment ago. */
  readonly returning: boolean;
  readonly onOut: (problem: EntryProblem) => void;
}

const meetingTitle = (entry: Entry): string => {
  const source = entry.source();
  return doorTitle(entry.door.value, source?.kind === 'meeting' ? source.id : undefined);
};

/** `missed`: messages of the moderators that came while one looked elsewhere. */
const pageTitle = (screen: EntryScreen, title: string, missed: number): string | undefined => {
  switch (screen.kind) {
    case 'type-id':
      return t('door.pageTitle.typeId');
    case 'waiting': {
      if (screen.admitted) return t('door.lobby.pageTitle.admitted', { title });
      const waiting = t('door.pageTitle.waiting', { title });
      return missed > 0 ? t('door.lobby.pageTitle.message', { count: missed, title: waiting }) : waiting;
    }
    case 'declined':
      return t('door.lobby.pageTitle.declined', { title });
    case 'device':
      return t('door.pageTitle.door', { title: t('door.device.title') });
    case 'news':
      return t('door.pageTitle.door', { title: t(`door.news.${screen.news.state as GoneState}.title`) });
    case 'problem':
      return t('door.pageTitle.door', { title: problemText(screen.problem.kind, 'title') });
    case 'room':
      // The room's own affair.
      return undefined;
    default:
      return t('door.pageTitle.door', { title });
  }
};

const WITHOUT_MICROPHONE: ReadonlySet<EntryScreen['kind']> = new Set([
  'problem',
  'news',
  'type-id',
  'declined',
  'device',
]);

const Skeleton = () => (
  <div class="card door" role="status" aria-label={t('door.loading')}>
    <div class="skeleton door__skeleton" />
    <div class="skeleton door__skeleton door__skeleton--line" />
    <div class="skeleton door__skeleton door__skeleton--field" />
    <div class="skeleton door__skeleton door__skeleton--block" />
  </div>
);

const EntryScreenView = ({ entry, microphone, phoneWish, returning, onOut }: RoomAppProps) => {
  const screen = entry.screen.value;
  switch (screen.kind) {
    case 'door':
      return <DoorPage entry={entry} microphone={microphone} phoneWish={phoneWish} returning={returning} />;
    case 'type-id':
      return <TypeIdPage typed={screen.typed} microphone={microphone} onId={(id) => void entry.goToMeeting(id)} />;
    case 'waiting':
    case 'declined':
    case 'device':
    case 'news':
      return (
        <LobbyDoorway
          entry={entry}
          microphone={microphone}
          phoneWish={phoneWish}
          screen={screen}
          onNotLoaded={() => onOut({ kind: 'roomNotLoaded' })}
        >
          <Skeleton />
        </LobbyDoorway>
      );
    case 'problem':
      return <ProblemDoorway key={screen.problem.kind} entry={entry} problem={screen.problem} />;
    default:
      return <Skeleton />;
  }
};

/** In a frame of another site, where the browser keeps nothing: one is not known again after a reload. */
const NothingKept = () => (
  <p class="notice notice--waiting">
    <span>
      {t('door.framed.nothingKept')}{' '}
      <a href={location.href} target="_blank" rel="noopener">
        {t('door.framed.ownTab')}
      </a>
    </span>
  </p>
);

/** From the address in the address bar to the room and out of it again. */
export const RoomApp = (props: RoomAppProps) => {
  const { entry, microphone, onOut } = props;
  const screen = entry.screen.value;
  const title = meetingTitle(entry);
  const missed = useMissed(entry.lobby.state.value.lines.filter(({ by }) => by !== undefined).length);
  const titleNow = pageTitle(screen, title, missed);

  useEffect(() => {
    if (titleNow !== undefined) document.title = titleNow;
  }, [titleNow]);
  useEffect(() => {
    // Nothing on these pages needs the microphone any more.
    if (WITHOUT_MICROPHONE.has(screen.kind)) microphone.close();
  }, [screen.kind, microphone]);

  return (
    <>
      {screen.kind === 'room' ? (
        <RoomDoorway
          key={screen.ticket}
          ticket={screen.ticket}
          microphone={microphone}
          phoneWish={props.phoneWish}
          title={title}
          onOut={onOut}
          onName={entry.calledInside}
          onWait={(waitTicket) => onOut({ kind: 'sentBack', waitTicket })}
        />
      ) : (
        <>
          <a class="skip-link" href="#content">
            {t('common.skipToContent')}
          </a>
          <PageHeader />
          <main class="quiet-page door-page" id="content" tabIndex={-1}>
            {isFramed() && !keepsStorage && <NothingKept />}
            <EntryScreenView {...props} />
          </main>
        </>
      )}
      <Toasts />
    </>
  );
};
