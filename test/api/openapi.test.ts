import { expect } from 'chai';
import { CALLS, describeApi } from '../../src/app/openapi.ts';
import { listRoutesOf } from '../kit/router-list.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const BASE = '/api/v1';
/** Beside the API nothing changes anything but the DAV doors, which no cookie opens; these lead programs to them. */
const LEADS_TO_DAV = ['PROPFIND /', '* /.well-known/caldav'];
/** A provider tells here of a sign-out, by a token that it has signed. */
const BY_PROVIDERS = ['POST /sign-in/oidc/:id/backchannel-logout'];

describe('/api/v1/openapi.json', () => {
  let running: RunningApp;
  let routes: readonly string[];
  before(async () => {
    ({ running, routes } = await listRoutesOf(() => startApp()));
  });
  after(() => running.dispose());

  it('describes every call that the server takes, and none that it does not', () => {
    const taken = routes
      .filter((route) => route.includes(` ${BASE}/`) && !/^(?:HEAD|OPTIONS) /.test(route))
      .map((route) => route.replace(BASE, '').replace(/:(\w+)/g, '{$1}'));
    expect(new Set(taken)).to.deep.equal(new Set(Object.keys(CALLS)));
  });

  it('leaves out only what is read', () => {
    const others = routes.filter((route) => !route.includes(` ${BASE}/`) && !/^(?:GET|HEAD|OPTIONS) /.test(route));
    expect(others).to.have.members([...LEADS_TO_DAV, ...BY_PROVIDERS]);
  });

  it('is served, with the schemas that check the bodies', async () => {
    const document = await running
      .client()
      .get<ReturnType<typeof describeApi> & { openapi: string; paths: Record<string, unknown> }>('/openapi.json');
    expect(document).to.deep.equal(JSON.parse(JSON.stringify(describeApi(running.url))));
    expect(document.openapi).to.equal('3.1.0');
    const text = JSON.stringify(document.paths['/events']);
    for (const field of ['title', 'timeZone', 'invitees', 'webMeeting', 'additionalProperties'])
      expect(text).to.include(field);
  });
});
