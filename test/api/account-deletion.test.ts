import { expect } from 'chai';
import type { AdminAccount } from '../../src/contract/http/admin-account.ts';
import type { EventBody } from '../../src/contract/http/event.ts';
import { mailsTo } from '../kit/account-mails.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const PASSWORD = 'a long enough password';
const GUEST = 'guest@elsewhere.example';
const DAY_MS = 86_400_000;

describe('the deletion of an account', () => {
  let running: RunningApp;
  let admin: ApiClient;
  before(async () => {
    running = await startApp({ overrides: { quietMs: 0 } });
    admin = await running.admin();
  });
  after(() => running.dispose());

  const person = async (name: string): Promise<{ account: AdminAccount; api: ApiClient }> => {
    const email = `${name}@example.org`;
    const { account } = await admin.post<{ account: AdminAccount }>('/admin/accounts', {
      ...{ email, name, password: PASSWORD, language: 'en' },
    });
    const api = running.client();
    await api.post('/session', { email, password: PASSWORD });
    return { account, api };
  };
  const plan = (api: ApiClient, title: string): Promise<EventBody> => {
    const day = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10);
    return api.post<EventBody>('/events', {
      ...{ title, start: `${day}T10:00`, end: `${day}T11:00`, timeZone: 'Europe/Paris', webMeeting: true },
      invitees: [{ email: GUEST, language: 'en' }],
    });
  };
  const remove = (account: AdminAccount, more: object = {}) =>
    admin.call('POST', `/admin/accounts/${account.id}/delete`, { confirm: account.email, meetings: 'cancel', ...more });
  const subjects = async (): Promise<string[]> => (await mailsTo(admin, GUEST)).map(({ subject }) => subject);
  const awaitSubject = async (part: string): Promise<void> => {
    const untilMs = Date.now() + 30_000;
    while (!(await subjects()).some((subject) => subject.includes(part))) {
      if (Date.now() > untilMs) throw new Error(`No mail about ${part}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('asks for the address, and says by field what is wrong', async () => {
    const { account } = await person('kept');
    const wrong = await remove(account, { confirm: 'other@example.org' });
    expect(wrong.status).to.equal(422);
    expect(JSON.stringify(wrong.body)).to.include('"path":"confirm"');
    for (const to of [undefined, 'nobody@example.org', account.email]) {
      const refused = await remove(account, { meetings: 'hand-over', ...(to !== undefined && { to }) });
      expect(refused.status, String(to)).to.equal(422);
      expect(JSON.stringify(refused.body), String(to)).to.include('"path":"to"');
    }
    expect((await admin.get<AdminAccount>(`/admin/accounts/${account.id}`)).state).to.equal('active');
  });

  it('cancels what is still to come, by mail, before the account goes', async () => {
    const { account, api } = await person('leaver');
    const event = await plan(api, 'Farewell');
    await awaitSubject('Farewell');
    const { keeps } = await admin.get<AdminAccount>(`/admin/accounts/${account.id}`);
    expect(keeps.upcomingEvents).to.equal(1);
    expect((await remove(account)).status).to.equal(204);
    await admin.refused(404, 'GET', `/admin/accounts/${account.id}`);
    await api.refused(401, 'GET', '/session');
    expect((await subjects()).filter((subject) => /Cancelled.*Farewell/.test(subject))).to.have.length(1);
    const door = await running.client().call<{ state?: string }>('GET', `/meetings/${event.meeting?.id}`);
    expect(JSON.stringify(door.body)).to.not.include('Farewell');
    // The address is free again.
    await admin.post('/admin/accounts', { email: account.email, name: 'Anew', password: PASSWORD });
  });

  it('hands over what is still to come, with its meeting, when that is wished', async () => {
    const { account, api } = await person('giver');
    const heir = await person('heir');
    const event = await plan(api, 'Handed over');
    await awaitSubject('Handed over');
    expect((await remove(account, { meetings: 'hand-over', to: heir.account.email })).status).to.equal(204);
    const from = new Date().toISOString().slice(0, 10);
    const to = new Date(Date.now() + 10 * DAY_MS).toISOString().slice(0, 10);
    const { events } = await heir.api.get<{ events: EventBody[] }>(`/events?from=${from}&to=${to}`);
    expect(events.map(({ title, meeting }) => [title, meeting?.id])).to.deep.equal([
      ['Handed over', event.meeting?.id],
    ]);
    expect((await subjects()).some((subject) => /Cancelled.*Handed over/.test(subject))).to.equal(false);
  });

  it('is written into the audit with what was decided', async () => {
    const { account } = await person('noted');
    await remove(account);
    const { lines } = await admin.get<{ lines: Array<{ action: string; target: { name: string }; detail: object }> }>(
      '/admin/audit',
    );
    const line = lines.find(({ action }) => action === 'account.delete');
    expect(line?.target.name).to.equal('noted@example.org');
    expect(line?.detail).to.deep.equal({ meetings: 'cancel' });
  });
});
