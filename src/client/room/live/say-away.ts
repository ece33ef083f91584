import type { RoomLink } from '../sound/room-link.ts';

/**
 * Tells the server when this page goes away, closed or loaded anew, so that nobody stays on the others' lists who has gone. A page
 * that the browser keeps for a step back says nothing: it may come back as it was. Answers how to stop.
 */
export const sayAway = (link: Pick<RoomLink, 'on'>): (() => void) => {
  let resume: string | undefined;
  const stop = link.on('welcome', ({ resumeToken }) => {
    resume = resumeToken;
  });
  const say = ({ persisted }: PageTransitionEvent): void => {
    if (persisted || resume === undefined) return;
    navigator.sendBeacon('/api/v1/room/away', new Blob([JSON.stringify({ resume })], { type: 'application/json' }));
  };
  addEventListener('pagehide', say);
  return () => {
    stop();
    removeEventListener('pagehide', say);
  };
};
