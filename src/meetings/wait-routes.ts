import express from 'express';
import type { Clock } from '../base/clock.ts';
import { lobbyEnterRequest, lobbyMessageRequest, waitQuery } from '../contract/http/wait.ts';
import { createEventStream } from '../platform/event-stream.ts';
import { callerAddress, readBody, readQuery } from '../platform/web.ts';
import type { LobbyEntry } from './lobby-entry.ts';
import type { LobbyLimits } from './lobby-limits.ts';
import type { WaitNews } from './lobby-seat.ts';
import type { MeetingCookies } from './meeting-cookies.ts';
import type { WaitingRoom } from './waiting-room.ts';

/** Sooner than other streams: somebody waits. */
const RETRY_MS = 3_000;

const dataOf = (news: WaitNews): object => {
  if (news.kind === 'message') return news.message;
  return news.kind === 'declined' ? { word: news.word } : {};
};

/** The lobby's edge: the stream of those who wait, what they write, and their way in once they are admitted. */
export const createWaitRoutes = ({
  waitingRoom,
  lobbyEntry,
  lobbyLimits,
  meetingCookies,
  clock,
}: {
  readonly waitingRoom: WaitingRoom;
  readonly lobbyEntry: LobbyEntry;
  readonly lobbyLimits: LobbyLimits;
  readonly meetingCookies: MeetingCookies;
  readonly clock: Clock;
}): express.Router => {
  const router = express.Router();

  router.use('/wait', (_request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    next();
  });

  router.get('/wait', (request, response) => {
    const { ticket } = readQuery(waitQuery, request);
    // Nothing is looked up before the headers are out: how long they take must not tell what a ticket is for.
    const stream = createEventStream(response, { retryMs: RETRY_MS });
    const leave = waitingRoom.wait(ticket, callerAddress(request), {
      hear: (news) => stream.send(news.kind, dataOf(news)),
      close: stream.end,
    });
    stream.begin(leave);
  });

  router.post('/wait/messages', async (request, response) => {
    const { ticket, text, clientId } = readBody(lobbyMessageRequest, request);
    await lobbyLimits.message(callerAddress(request), ticket);
    // Answered before it is looked at, for the same reason.
    response.status(204).end();
    waitingRoom.write(ticket, { text, clientId });
  });

  router.post('/wait/enter', async (request, response) => {
    const { ticket, consent } = readBody(lobbyEnterRequest, request);
    await lobbyLimits.enter(callerAddress(request), ticket);
    const consentedMs = consent ? clock.nowMs() : undefined;
    meetingCookies.answer(request, response, await lobbyEntry.enter(ticket, consentedMs));
  });

  return router;
};
