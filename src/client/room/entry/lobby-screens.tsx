import i18next from 'i18next';
import { doorLobby as lobbyEn } from '../../../base/i18n/en/door-lobby.ts';
import { doorLobby as lobbyFr } from '../../../base/i18n/fr/door-lobby.ts';
import type { PhoneWish } from '../calls/phone-wish.ts';
import type { Microphone } from '../devices/microphone.ts';
import { DeclinedPage } from './declined-page.tsx';
import { DevicePage } from './device-page.tsx';
import type { Entry } from './entry.ts';
import type { EntryScreen } from './entry-screen.ts';
import { type GoneState, NewsPage } from './news-page.tsx';
import { WaitingPage } from './waiting-page.tsx';

export interface LobbyScreenProps {
  readonly entry: Entry;
  readonly microphone: Microphone;
  readonly phoneWish: PhoneWish;
  readonly screen: Extract<EntryScreen, { kind: 'waiting' | 'declined' | 'device' | 'news' }>;
}

i18next.addResourceBundle('en', 'translation', { door: { lobby: lobbyEn } }, true);
i18next.addResourceBundle('fr', 'translation', { door: { lobby: lobbyFr } }, true);

/** Where one is who may not come in, or not yet, or only to be heard. */
export const LobbyScreen = ({ entry, microphone, phoneWish, screen }: LobbyScreenProps) => {
  switch (screen.kind) {
    case 'waiting':
      return <WaitingPage entry={entry} microphone={microphone} phoneWish={phoneWish} screen={screen} />;
    case 'declined':
      return <DeclinedPage entry={entry} word={screen.word} />;
    case 'device':
      return <DevicePage entry={entry} microphone={microphone} />;
    case 'news':
      return <NewsPage entry={entry} news={screen.news} state={screen.news.state as GoneState} />;
  }
};
