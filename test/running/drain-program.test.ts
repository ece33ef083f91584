import { expect } from 'chai';
import type { JoinAnswer, MeetingBody } from '../../src/contract/http/meeting.ts';
import { ApiClient } from '../kit/api-client.ts';
import { connectHeadless } from '../kit/headless-client.ts';
import { type RunningProgram, runProgram } from '../kit/run-program.ts';
import { ADMIN } from '../kit/start-app.ts';

const ACCOUNT = { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password };

const enterNewMeeting = async (program: RunningProgram) => {
  const admin = new ApiClient(program.url);
  await admin.post('/session', ADMIN);
  const { id } = await admin.post<MeetingBody>('/meetings', {});
  const joined = await admin.post<JoinAnswer>(`/meetings/${id}/join`, { name: 'Olga' });
  const client = connectHeadless(program.url, { ticket: 'ticket' in joined ? joined.ticket : '' }, { comesBack: true });
  await client.next('welcome');
  return client;
};

describe('the program, told to stop by TERM', () => {
  it('gives those in rooms a word and their time; they come back by themselves to the next one', async () => {
    const first = await runProgram({ ...ACCOUNT, DRAIN_SECONDS: '2' });
    const client = await enterNewMeeting(first);
    try {
      const begunMs = performance.now();
      const ended = first.end('SIGTERM');
      await client.next('server.restarts');
      expect(client.end, 'still in').to.equal(undefined);
      expect(await ended).to.equal(0);
      expect(performance.now() - begunMs).to.be.within(1_900, 17_000);
      const port = new URL(first.url).port;
      const next = await runProgram({ PORT: port, DATA_DIR: first.dataDirectory });
      try {
        await client.until('back in the meeting', ({ entries }) => entries === 2, 10_000);
      } finally {
        await next.end('SIGTERM');
      }
    } finally {
      client.close();
    }
  });

  it('ends at once by a second signal', async () => {
    const program = await runProgram({ ...ACCOUNT, DRAIN_SECONDS: '600' });
    const client = await enterNewMeeting(program);
    try {
      const ended = program.end('SIGTERM');
      await client.next('server.restarts');
      const begunMs = performance.now();
      void program.end('SIGTERM');
      expect(await ended).to.equal(1);
      expect(performance.now() - begunMs).to.be.below(2_000);
    } finally {
      client.close();
    }
  });
}).timeout(40_000);
