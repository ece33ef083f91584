/** The product itself, as `buildApp` puts it together: everyone comes in by ID and PIN. */
import type { InstantMeetingRequest, JoinAnswer, MeetingBody } from '../../src/contract/http/meeting.ts';
import { startApp } from '../../test/kit/start-app.ts';
import { serveBench } from './bench-server.ts';

const app = await startApp();
const admin = await app.admin();
const request: InstantMeetingRequest = { title: 'Bench' };
const meeting = await admin.post<MeetingBody>('/meetings', request);

const joinAsGuest = async (name: string): Promise<string> => {
  const answer = await app.client().post<JoinAnswer>(`/meetings/${meeting.id}/join`, { name, pin: meeting.pin });
  if (!('ticket' in answer)) throw new Error('The bench was not let in.');
  return answer.ticket;
};

process.once('disconnect', () => void app.dispose());
serveBench(app.url, {
  async tickets(count) {
    const tickets: string[] = [];
    for (let index = 0; index < count; index += 1) tickets.push(await joinAsGuest(`Guest ${index}`));
    return tickets;
  },
  cookie: () => admin.cookie(),
});
