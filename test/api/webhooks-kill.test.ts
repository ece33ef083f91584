import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { NewWebhook, WebhookDeliveryList } from '../../src/contract/http/webhook.ts';
import { ApiClient } from '../kit/api-client.ts';
import { endServer } from '../kit/own-process.ts';
import { ADMIN, freePort, startApp } from '../kit/start-app.ts';
import { isSigned, startWebhookCatcher } from '../kit/webhook-catcher.ts';

const SCRIPT = fileURLToPath(new URL('../kit/webhooks-process.ts', import.meta.url));

describe('webhooks of a server that is killed', () => {
  it('are told by the next one, under the same names: what had not left yet, and what had no answer', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'webmeeting-killed-'));
    const [port, catcher] = await Promise.all([freePort(), startWebhookCatcher()]);
    const catcherPort = new URL(catcher.url).port;
    const child = fork(SCRIPT, [dataDirectory, String(port)], { execArgv: ['--import', 'tsx/esm'], silent: true });
    try {
      await new Promise((resolve, reject) => {
        child.stdout?.once('data', resolve);
        child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
      });
      const api = new ApiClient(`http://localhost:${port}`);
      await api.post('/session', ADMIN);
      const made = await Promise.all(
        ['unanswered', 'answered'].map((name) => {
          const url = `http://${name}.example:${catcherPort}/${name}`;
          return api.post<NewWebhook>('/webhooks', { name, form: 'json', url, events: ['meeting.scheduled'] });
        }),
      );
      catcher.hold();
      await api.post('/meetings', { title: 'Before the kill' });
      const held = await catcher.call(0);
      await endServer(child, 'SIGKILL');
      expect(catcher.calls.map(({ path }) => path)).to.deep.equal(['/answered']);

      catcher.answer(200);
      const next = await startApp({
        ...{ dataDirectory, port },
        environment: { WEBHOOK_NETWORKS: '127.0.0.0/8', WEBHOOK_HTTP: 'true' },
        overrides: { integrations: { webhookNetwork: { resolve: async () => ['127.0.0.1'] } } },
      });
      try {
        const calls = await Promise.all([catcher.call(1), catcher.call(2)]);
        expect(calls.map(({ path }) => path)).to.have.members(['/unanswered', '/answered']);
        for (const { webhook, secret } of made) {
          const call = calls.find(({ path }) => path === `/${webhook.name}`);
          if (call === undefined) throw new Error(`${webhook.name} was not told`);
          const { deliveries } = await api.get<WebhookDeliveryList>(`/webhooks/${webhook.id}/deliveries`);
          expect(deliveries.map(({ id }) => id)).to.deep.equal([call.headers['webmeeting-delivery']]);
          expect(isSigned(call, secret ?? '')).to.equal(true);
          expect(JSON.parse(call.body)).to.deep.equal(JSON.parse(held.body));
        }
        expect(calls.find(({ path }) => path === '/answered')?.headers).to.include({
          'webmeeting-delivery': held.headers['webmeeting-delivery'],
        });
      } finally {
        await next.stop();
      }
    } finally {
      await endServer(child, 'SIGKILL');
      await catcher.close();
      rmSync(dataDirectory, { recursive: true, force: true });
    }
  }).timeout(60_000);
});
