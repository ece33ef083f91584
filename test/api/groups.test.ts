import { expect } from 'chai';
import type { GroupBody, GroupList, MemberList, SuggestionList } from '../../src/contract/http/group.ts';
import type { HolderList, LicenceBody, LicenceList, LicenceRequest } from '../../src/contract/http/licence.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { rightsWithout, setRightsOf } from '../kit/set-rights.ts';
import { ADMIN, type RunningApp, startApp } from '../kit/start-app.ts';

const PASSWORD = 'another horse battery';
const ZOE = 'zoe@example.org';
const NOBODY = 'nobody-special@example.org';

const rightsOf = async (client: ApiClient): Promise<string[]> =>
  (await client.get<{ account: { rights: string[] } }>('/session')).account.rights;

describe('groups and licences', () => {
  let running: RunningApp;
  let admin: ApiClient;
  let zoe: ApiClient;
  before(async () => {
    running = await startApp();
    admin = await running.admin();
    await addAccountTo(running.dataDirectory, { email: ZOE, name: 'Zoé Martin', password: PASSWORD });
    await addAccountTo(running.dataDirectory, { email: NOBODY, name: 'Nobody Special', password: PASSWORD });
    zoe = running.client();
    await zoe.post('/session', { email: ZOE, password: PASSWORD });
  });
  after(() => running.dispose());

  const makeGroup = (name: string, rights: readonly string[]): Promise<GroupBody> =>
    admin.post<GroupBody>('/admin/groups', { name, rights });
  const setLicence = async (service: string, licence: LicenceRequest): Promise<LicenceBody> => {
    const { status, body } = await admin.call<LicenceBody>('PUT', `/admin/licences/${service}`, licence);
    expect(status).to.equal(200);
    return body;
  };
  const licenceOf = async (service: string): Promise<LicenceBody | undefined> =>
    (await admin.get<LicenceList>('/admin/licences')).licences.find((licence) => licence.service === service);

  it('a member has the rights of the group at once, and loses them with it, its own ones kept', async () => {
    await setRightsOf(running.dataDirectory, ZOE, ['webmeeting']);
    const group = await makeGroup('Studio', ['record', 'documents']);
    expect(group).to.include({ name: 'Studio', members: 0 });
    await admin.post(`/admin/groups/${group.id}/members`, { email: 'ZOE@example.org' });
    expect(await rightsOf(zoe)).to.deep.equal(['webmeeting', 'record', 'documents']);

    await admin.patch(`/admin/groups/${group.id}`, { rights: ['telephone'] });
    expect(await rightsOf(zoe)).to.deep.equal(['webmeeting', 'telephone']);

    await admin.delete(`/admin/groups/${group.id}`);
    expect(await rightsOf(zoe)).to.deep.equal(['webmeeting']);
    await admin.refused(404, 'GET', `/admin/groups/${group.id}`);
  });

  it('somebody who never was given rights of their own keeps what they had when they leave a group', async () => {
    await addAccountTo(running.dataDirectory, { email: 'usual@example.org', name: 'Usual', password: PASSWORD });
    const usual = running.client();
    await usual.post('/session', { email: 'usual@example.org', password: PASSWORD });
    const before = await rightsOf(usual);
    const group = await makeGroup('Console', ['admin']);
    await admin.post(`/admin/groups/${group.id}/members`, { email: 'usual@example.org' });
    expect(await rightsOf(usual)).to.include('admin');
    const { members } = await admin.get<MemberList>(`/admin/groups/${group.id}/members`);
    await admin.delete(`/admin/groups/${group.id}/members/${members[0]?.id}`);
    expect(await rightsOf(usual)).to.deep.equal(before);
  });

  it('lists groups with their members, finds these by beginnings of words, and suggests the others', async () => {
    const group = await makeGroup('Accueil', []);
    await admin.post(`/admin/groups/${group.id}/members`, { email: ZOE });
    const { groups } = await admin.get<GroupList>('/admin/groups');
    expect(groups.find(({ name }) => name === 'Accueil')?.members).to.equal(1);
    const found = (search: string) => admin.get<MemberList>(`/admin/groups/${group.id}/members?search=${search}`);
    expect((await found('mart')).members[0]).to.include({ email: ZOE, source: 'manual', suspended: false });
    expect((await found('artin')).total).to.equal(0);
    const suggest = (search: string) =>
      admin.get<SuggestionList>(`/admin/groups/${group.id}/suggestions?search=${search}`);
    expect((await suggest('spec')).people).to.deep.equal([{ email: NOBODY, name: 'Nobody Special' }]);
    expect((await suggest('zoe')).people, 'who is in already').to.deep.equal([]);
    expect((await suggest('%25')).people, 'a percent sign is no wildcard').to.deep.equal([]);
  });

  it('refuses by field a name that is taken, an address without account, a member twice', async () => {
    const group = await makeGroup('Comptabilité', []);
    const taken = await admin.refused(422, 'POST', '/admin/groups', { name: 'COMPTABILITÉ', rights: [] });
    expect(taken.errors?.[0]).to.include({ path: 'name', code: 'taken' });
    const unknown = await admin.refused(422, 'POST', `/admin/groups/${group.id}/members`, { email: 'who@example.org' });
    expect(unknown.errors?.[0]).to.include({ path: 'email', code: 'unknown' });
    await admin.post(`/admin/groups/${group.id}/members`, { email: ZOE });
    const twice = await admin.refused(422, 'POST', `/admin/groups/${group.id}/members`, { email: ZOE });
    expect(twice.errors?.[0]).to.include({ path: 'email', code: 'member' });
    const wrong = await admin.refused(422, 'POST', '/admin/groups', { name: '', rights: ['fly'], colour: 'red' });
    expect(wrong.errors?.map(({ path }) => path)).to.include.members(['name', 'rights.0', 'colour']);
  });

  it('is for administrators alone', async () => {
    const calls = [
      ['GET', '/admin/groups'],
      ['POST', '/admin/groups'],
      ['GET', '/admin/groups/x'],
      ['PATCH', '/admin/groups/x'],
      ['DELETE', '/admin/groups/x'],
      ['GET', '/admin/groups/x/members'],
      ['POST', '/admin/groups/x/members'],
      ['DELETE', '/admin/groups/x/members/y'],
      ['GET', '/admin/groups/x/suggestions'],
      ['GET', '/admin/licences'],
      ['PUT', '/admin/licences/record'],
      ['GET', '/admin/licences/record/holders'],
    ] as const;
    for (const [method, path] of calls) {
      expect((await running.client().call(method, path)).status, `${method} ${path}`).to.equal(401);
      expect((await zoe.call(method, path)).status, `${method} ${path}`).to.equal(403);
    }
  });

  it('the last administrator stays one, whichever way it is tried', async () => {
    const refusal = await setRightsOf(running.dataDirectory, ADMIN.email, rightsWithout('admin')).catch(
      (error: { code: string }) => error,
    );
    expect(refusal).to.include({ code: 'conflict' });
    const group = await makeGroup('Administration', ['admin']);
    await admin.post(`/admin/groups/${group.id}/members`, { email: ADMIN.email });
    await setRightsOf(running.dataDirectory, ADMIN.email, rightsWithout('admin'));
    for (const [method, path, body] of [
      ['DELETE', '', undefined],
      ['PATCH', '', { rights: [] }],
    ] as const) {
      const refused = await admin.refused(409, method, `/admin/groups/${group.id}${path}`, body);
      expect(refused.errors?.[0]).to.include({ code: 'last-administrator' });
    }
    const { members } = await admin.get<MemberList>(`/admin/groups/${group.id}/members`);
    await admin.refused(409, 'DELETE', `/admin/groups/${group.id}/members/${members[0]?.id}`);
    await setRightsOf(running.dataDirectory, ADMIN.email, rightsWithout());
    await admin.delete(`/admin/groups/${group.id}`);
  });

  describe('licences', () => {
    beforeEach(async () => {
      for (const { id } of (await admin.get<GroupList>('/admin/groups')).groups)
        await admin.delete(`/admin/groups/${id}`);
      await setRightsOf(running.dataDirectory, ZOE, ['webmeeting']);
      await setLicence('record', { type: 'unlimited' });
    });

    it('are unlimited until somebody says otherwise, and count who holds them', async () => {
      const { licences } = await admin.get<LicenceList>('/admin/licences');
      expect(licences.map(({ service }) => service)).to.deep.equal([
        'webmeeting',
        'record',
        'telephone',
        'dial-out',
        'caldav',
        'documents',
      ]);
      expect(licences[0]).to.include({ type: 'unlimited', seats: null, endsAt: null, state: 'registered' });
      const { holders, total } = await admin.get<HolderList>('/admin/licences/webmeeting/holders');
      expect(total).to.equal(licences[0]?.seatsUsed);
      expect(holders.find(({ email }) => email === ZOE)).to.deep.include({ own: true, groups: [] });
    });

    it('a right cannot be given when no seat is left, to one or to a group, and nothing changes', async () => {
      const { seatsUsed = 0 } = (await licenceOf('record')) ?? {};
      expect(await setLicence('record', { type: 'seats', seats: seatsUsed })).to.include({ state: 'full' });
      const group = await makeGroup('Reporters', []);
      await admin.post(`/admin/groups/${group.id}/members`, { email: ZOE });
      const refused = await admin.refused(409, 'PATCH', `/admin/groups/${group.id}`, {
        name: 'Reporters II',
        rights: ['record'],
      });
      expect(refused.code).to.equal('no-seat-left');
      expect(refused.errors?.[0]).to.include({ path: 'rights.record', code: 'record' });
      expect(await admin.get<GroupBody>(`/admin/groups/${group.id}`)).to.deep.include({
        name: 'Reporters',
        rights: [],
      });
      expect(await rightsOf(zoe)).to.not.include('record');

      await setLicence('record', { type: 'seats', seats: seatsUsed + 1 });
      await admin.patch(`/admin/groups/${group.id}`, { rights: ['record'] });
      expect(await rightsOf(zoe)).to.include('record');
      const { holders } = await admin.get<HolderList>('/admin/licences/record/holders?search=zoe');
      expect(holders[0]).to.deep.include({ email: ZOE, own: false, groups: ['Reporters'] });
    });

    it('an account is not made when there is no seat for it', async () => {
      const { seatsUsed = 0 } = (await licenceOf('record')) ?? {};
      await setLicence('record', { type: 'seats', seats: seatsUsed });
      const refusal = await addAccountTo(running.dataDirectory, {
        email: 'late@example.org',
        name: 'Late',
        password: PASSWORD,
      }).catch((error: { code: string }) => error);
      expect(refusal).to.include({ code: 'no-seat-left' });
      const client = running.client();
      await client.refused(401, 'POST', '/session', { email: 'late@example.org', password: PASSWORD });
    });

    it('with fewer seats than are held nobody loses a right, and nobody new gets it', async () => {
      const { seatsUsed = 0 } = (await licenceOf('record')) ?? {};
      expect(seatsUsed).to.be.greaterThan(1);
      expect(await setLicence('record', { type: 'seats', seats: 1 })).to.include({
        state: 'over',
        seats: 1,
        seatsUsed,
      });
      const refusal = await setRightsOf(running.dataDirectory, ZOE, ['webmeeting', 'record']).catch(
        (error: { code: string }) => error,
      );
      expect(refusal).to.include({ code: 'no-seat-left' });
      // What somebody holds can be given to them again.
      await setRightsOf(running.dataDirectory, ADMIN.email, rightsWithout());
    });

    it('a subscription that is over gives nobody new the right, and takes it from nobody', async () => {
      const ended = await setLicence('record', {
        type: 'subscription',
        seats: null,
        endsAt: '2020-01-01T00:00:00.000Z',
        reference: 'PO-4711',
      });
      expect(ended).to.include({ state: 'ended', seats: null, reference: 'PO-4711' });
      const refusal = await setRightsOf(running.dataDirectory, ZOE, ['webmeeting', 'record']).catch(
        (error: { code: string }) => error,
      );
      expect(refusal).to.include({ code: 'no-seat-left' });
      expect(await rightsOf(admin)).to.include('record');
      await setLicence('record', { type: 'subscription', seats: null, endsAt: '2200-01-01T00:00:00.000Z' });
      await setRightsOf(running.dataDirectory, ZOE, ['webmeeting', 'record']);
      expect(await rightsOf(zoe)).to.include('record');
    });

    it('refuse by field what cannot be', async () => {
      const refused = async (body: object): Promise<string[]> =>
        ((await admin.refused(422, 'PUT', '/admin/licences/record', body)).errors ?? []).map(({ path }) => path);
      expect(await refused({ type: 'seats', seats: -1 })).to.deep.equal(['seats']);
      expect(await refused({ type: 'seats', seats: 1.5 })).to.deep.equal(['seats']);
      expect(await refused({ type: 'seats' })).to.deep.equal(['seats']);
      expect(await refused({ type: 'subscription', seats: null, endsAt: 'soon' })).to.deep.equal(['endsAt']);
      expect(await refused({ type: 'forever' })).to.deep.equal(['type']);
      expect(await refused({ type: 'unlimited', seats: 3 })).to.deep.equal(['seats']);
      await admin.refused(422, 'PUT', '/admin/licences/admin', { type: 'unlimited' });
    });
  });
});
