import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CALLS, describeApi } from '../../src/app/openapi.ts';
import { projectRoot } from '../../src/app/project-root.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

/** Outside the API: feeds, DAV and metrics have standards of their own, previews are loaded by pages, the doctor is one of us. */
const OUTSIDE = /(?:feed|dav|preview|appearance-file|metrics|doctor|oidc)-routes\.ts$/;

/** The calls that the route files register, as the description writes them. */
const registeredCalls = (): string[] => {
  const source = join(projectRoot(), 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('-routes.ts') && !OUTSIDE.test(name),
  );
  return files.flatMap((name) =>
    [...readFileSync(join(source, name), 'utf8').matchAll(/router\.(get|post|put|patch|delete)\('([^']+)'/g)].map(
      ([, method = '', path = '']) => `${method.toUpperCase()} ${path.replace(/:(\w+)/g, '{$1}')}`,
    ),
  );
};

describe('/api/v1/openapi.json', () => {
  let running: RunningApp;
  before(async () => {
    running = await startApp();
  });
  after(() => running.dispose());

  it('describes every call that there is, and none that there is not', () => {
    expect(registeredCalls().sort()).to.deep.equal(Object.keys(CALLS).sort());
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

  it('who may call what is what the description says', async () => {
    const visitor = running.client();
    for (const [name, { who }] of Object.entries(CALLS)) {
      if (who === 'anyone') continue;
      const [method = '', path = ''] = name.split(' ');
      const { status } = await visitor.call(
        method,
        path.replace(/\{\w+\}/g, 'unknown'),
        method === 'GET' || method === 'DELETE' ? undefined : {},
      );
      expect(status, name).to.equal(401);
    }
  });
});
