import '../shared/base.css';
import { render } from 'preact';
import { systemClock } from '../../base/clock.ts';
import { common as commonEn } from '../../base/i18n/en/common.ts';
import { door as doorEn } from '../../base/i18n/en/door.ts';
import { common as commonFr } from '../../base/i18n/fr/common.ts';
import { door as doorFr } from '../../base/i18n/fr/door.ts';
import { asProblem, callApi } from '../shared/api.ts';
import { keptInTab } from '../shared/kept-storage.ts';
import { startLanguage } from '../shared/language.ts';
import { createPhoneWish } from './calls/phone-wish.ts';
import { createMicrophone } from './devices/microphone.ts';
import { isSwitch, isText, remember, remembered } from './devices/remembered.ts';
import { createFrameTeller } from './embedding.ts';
import { createEntry } from './entry/entry.ts';
import { createEntryApi } from './entry/entry-api.ts';
import type { EntryPlace } from './entry/entry-parts.ts';
import { waitByEventStream } from './entry/wait-stream.ts';
import { newClientId } from './live/new-client-id.ts';
import { loadLobbyScreen } from './lobby-doorway.tsx';
import { loadProblemPage } from './problem-doorway.tsx';
import { readRoomAddress } from './room-address.ts';
import { RoomApp } from './room-app.tsx';
import { loadRoomPage } from './room-doorway.tsx';

startLanguage({
  en: { common: commonEn, door: doorEn },
  fr: { common: commonFr, door: doorFr },
});

/** Set while one is in a meeting: after a reload the door offers the way back. */
const INSIDE = 'webmeeting.inside';
const NAME_INSIDE = 'webmeeting.inside.name';

/** The room's preference for short sounds: whoever has them off wants none here. */
const CUES = 'cues';

const place: EntryPlace = {
  show: (path, stay) => history[stay ? 'replaceState' : 'pushState'](null, '', path),
  signIn: (next) => location.assign(`/sign-in?next=${encodeURIComponent(next)}`),
  prepareRoom: () => {
    void loadLobbyScreen().catch(() => {});
    void loadRoomPage().catch(() => {});
  },
  rememberedName: () => remembered('name', isText) ?? '',
  rememberName: (name) => remember('name', name),
  nameInside: () =>
    keptInTab.getItem(INSIDE) === location.pathname ? (keptInTab.getItem(NAME_INSIDE) ?? undefined) : undefined,
  keepNameInside: (name) => keptInTab.setItem(NAME_INSIDE, name),
  later: (afterMs, work) => {
    const timer = setTimeout(work, afterMs);
    return () => clearTimeout(timer);
  },
  call: (news) => {
    if (remembered(CUES, isSwitch) === false) return;
    void import('./entry/door-cue.ts').then(({ playDoorCue }) => playDoorCue(news)).catch(() => {});
  },
  newClientId,
};

const entry = createEntry({
  address: readRoomAddress(location.pathname),
  api: createEntryApi(callApi),
  waitFor: waitByEventStream,
  place,
  clock: systemClock,
  readProblem: asProblem,
});
const tellFrame = createFrameTeller();
const meetingOf = (): string | undefined => {
  const source = entry.source();
  return source?.kind === 'meeting' ? source.id : entry.door.value?.id;
};
entry.screen.subscribe(({ kind }) => {
  if (kind !== 'room') return;
  keptInTab.setItem(INSIDE, location.pathname);
  tellFrame('joined', meetingOf());
});
const returning = keptInTab.getItem(INSIDE) === location.pathname;

const app = document.getElementById('app');
if (app) {
  render(
    <RoomApp
      entry={entry}
      microphone={createMicrophone()}
      phoneWish={createPhoneWish()}
      returning={returning}
      onOut={(problem) => {
        keptInTab.removeItem(INSIDE);
        tellFrame(problem.kind.startsWith('ended') ? 'ended' : 'left', meetingOf());
        entry.leaveRoom(problem);
      }}
    />,
    app,
  );
}
// A step back in the browser goes to another address of this page: the page begins anew there.
addEventListener('popstate', () => location.reload());
// At once: when it is needed the network may be what is missing.
void loadProblemPage().catch(() => {});
void entry.load();
