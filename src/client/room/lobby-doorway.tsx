import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LobbyScreenProps } from './entry/lobby-screens.tsx';

let fetched: ComponentType<LobbyScreenProps> | undefined;

/** Fetches the screens of those who wait; asking again costs nothing. */
export const loadLobbyScreen = async (): Promise<ComponentType<LobbyScreenProps>> => {
  fetched ??= (await import('./entry/lobby-screens.tsx')).LobbyScreen;
  return fetched;
};

interface LobbyDoorwayProps extends LobbyScreenProps {
  /** Shown until they are there. */
  readonly children: VNode;
  readonly onNotLoaded: () => void;
}

/** Who waits sees it as soon as this part of the page is there: a guest's first page does without it. */
export const LobbyDoorway = ({ children, onNotLoaded, ...props }: LobbyDoorwayProps) => {
  const [Screen, setScreen] = useState(() => fetched);
  useEffect(() => {
    if (Screen === undefined) loadLobbyScreen().then((loaded) => setScreen(() => loaded), onNotLoaded);
  }, []);
  return Screen ? <Screen {...props} /> : children;
};
