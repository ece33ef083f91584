/** The whole server in a process of its own, for load and floods: answers what `own-app.ts` asks, and ends with its parent. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createPasswords } from '../../src/accounts/password.ts';
import type { JoinAnswer, MeetingBody } from '../../src/contract/http/meeting.ts';
import { addManyAccounts } from './many-accounts.ts';
import type { AppAnswers, AppQuestion, OpenedMeeting } from './own-app.ts';
import { startApp } from './start-app.ts';

const app = await startApp();
const admin = await app.admin();
const loop = monitorEventLoopDelay({ resolution: 5 });
loop.enable();

const openMeeting = async (): Promise<OpenedMeeting> => {
  const { id, pin = '' } = await admin.post<MeetingBody>('/meetings', {});
  const host = await admin.post<JoinAnswer>(`/meetings/${id}/join`, { name: 'Host' });
  return { id, pin, hostTicket: 'ticket' in host ? host.ticket : '' };
};

const answers: { readonly [Name in keyof AppAnswers]: (count: number) => Promise<AppAnswers[Name]> } = {
  async meetings(count) {
    const meetings: OpenedMeeting[] = [];
    for (let index = 0; index < count; index += 1) meetings.push(await openMeeting());
    return meetings;
  },
  async people(count) {
    const password = 'a long enough one';
    const emails = Array.from({ length: count }, (_, index) => `person${index}@example.org`);
    await addManyAccounts(app.dataDirectory, emails, password, createPasswords().hash);
    return emails.map((email) => ({ email, password }));
  },
  async vitals() {
    const { user, system } = process.cpuUsage();
    const vitals = {
      rssBytes: process.memoryUsage.rss(),
      cpuMs: (user + system) / 1_000,
      loopP99Ms: loop.percentile(99) / 1e6,
      loopMostMs: loop.max / 1e6,
    };
    loop.reset();
    return vitals;
  },
};

process.on('message', ({ name, count }: AppQuestion) => {
  void answers[name](count).then((answer) => process.send?.({ answer }));
});
process.once('disconnect', () => void app.dispose().then(() => process.exit()));
process.send?.({ answer: app.url });
