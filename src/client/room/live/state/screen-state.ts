import type { ScreenBody } from '../../../../contract/room/room-state.ts';
import type { EventRules } from './event-rules.ts';

/** Who shows their screen, and the key to its connection. */
export interface ScreenState {
  readonly screen: ScreenBody | null;
  /** Opens the connection of the shared screen, as long as this connection lasts. */
  readonly screenKey: string | undefined;
  /** Participant who last asked one to present; until one answers or somebody presents. */
  readonly screenOfferedBy: string | undefined;
}

export const NEW_SCREEN: ScreenState = { screen: null, screenKey: undefined, screenOfferedBy: undefined };

export const SCREEN_RULES: EventRules<ScreenState, ScreenState> = {
  welcome: (_seen, { screen, screenKey }) => ({ screen, screenKey }),
  'screen.changed': (_seen, { screen }) => ({ screen, screenOfferedBy: undefined }),
  'screen.offered': (_seen, { by }) => ({ screenOfferedBy: by }),
};
