import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { type AccountId, newId } from '../../../../src/base/ids.ts';
import { createSendDelivery } from '../../../../src/invitations/webhooks/send-delivery.ts';
import type { Delivery, DeliveryId, Webhook, WebhookId } from '../../../../src/invitations/webhooks/webhook.ts';
import { readNetworks } from '../../../../src/platform/public-address.ts';
import { createSafeSend, type SafeSendOptions } from '../../../../src/platform/safe-send.ts';
import { insideAddresses } from '../../../kit/inside-addresses.ts';
import { createTurnedClock } from '../../../kit/turned-clock.ts';

/** In the place of the public internet; 127.0.0.2 is inside. */
const OUTSIDE = readNetworks(['127.0.0.1']);

describe('where a webhook may be sent (S16)', () => {
  const servers: Server[] = [];
  let connections = 0;
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  const serve = async (host: string, handler: RequestListener, port = 0): Promise<number> => {
    const server = createServer(handler);
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    servers.push(server);
    return (server.address() as AddressInfo).port;
  };
  /** Counts whoever comes to it. */
  const canary = async (host: string, port = 0): Promise<number> => {
    connections = 0;
    const taken = await serve(host, (_request, response) => response.end('inside'), port);
    servers.at(-1)?.on('connection', () => {
      connections += 1;
    });
    return taken;
  };
  const send = (url: string, options: Partial<SafeSendOptions>) => {
    const safeSend = createSafeSend({ plainHttp: true, ...options });
    const webhook: Webhook = {
      ...{ id: newId<WebhookId>(), accountId: newId<AccountId>(), everybody: false, name: 'Hook', form: 'json' },
      ...{ target: { url }, secret: 'whsec_secret', events: [], active: true, createdMs: 0 },
    };
    const delivery: Delivery = {
      ...{ id: newId<DeliveryId>(), webhookId: webhook.id, event: 'test', body: '{}', state: 'waiting' },
      ...{ attempts: 0, createdMs: 0, dueMs: 0, problem: '' },
    };
    return createSendDelivery({ safeSend, clock: createTurnedClock(0) })(webhook, delivery, {
      language: 'en',
      timeZone: 'UTC',
    });
  };
  const UNREACHABLE = { ok: false, problem: 'unreachable' };

  it('is nowhere inside, however the address is written: no connection, and one answer for all', async () => {
    const port = await canary('127.0.0.1');
    for (const address of insideAddresses(port))
      expect(await send(address, { ports: [port] }), address).to.deep.equal(UNREACHABLE);
    expect(connections).to.equal(0);
  });

  it('is what the name leads to when it is sent: a name that leads inside the next time is not followed there', async () => {
    const port = await serve('127.0.0.1', (_request, response) => response.end('outside'));
    await canary('127.0.0.2', port);
    const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.1', '127.0.0.2'], ['::ffff:127.0.0.2'], ['::1']];
    let asked = 0;
    const resolve = async (): Promise<readonly string[]> => answers[asked++] ?? [];
    const attempts: unknown[] = [];
    for (let count = 0; count < answers.length; count += 1)
      attempts.push(await send(`http://rebinding.example:${port}/`, { ports: [port], allowed: OUTSIDE, resolve }));
    expect(attempts).to.deep.equal([{ ok: true, status: 200 }, ...Array.from({ length: 4 }, () => UNREACHABLE)]);
    expect({ asked, connections }, 'looked up once for each attempt').to.deep.equal({ asked: 5, connections: 0 });
  });

  it('is not where the answer leads on to', async () => {
    const inside = await canary('127.0.0.2');
    for (const status of [301, 302, 303, 307, 308])
      for (const location of [
        `http://127.0.0.2:${inside}/`,
        `http://[::ffff:7f00:2]:${inside}/`,
        '//127.2/',
        'file:///etc/passwd',
      ]) {
        const port = await serve('127.0.0.1', (_request, response) =>
          response.writeHead(status, { Location: location }).end(),
        );
        const attempt = await send(`http://outside.example:${port}/`, {
          ...{ ports: [port, inside], allowed: OUTSIDE, resolve: async () => ['127.0.0.1'] },
        });
        expect(attempt, `${status} ${location}`).to.deep.equal({ ok: false, problem: 'redirected' });
      }
    expect(connections).to.equal(0);
  });

  it('is a usual port, but in networks that were opened', async () => {
    const port = await serve('127.0.0.1', (_request, response) => response.end('outside'));
    const resolve = async (): Promise<readonly string[]> => ['193.0.6.139'];
    expect(await send(`http://elsewhere.example:${port}/`, { resolve })).to.deep.equal(UNREACHABLE);
    expect(await send(`http://127.0.0.1:${port}/`, { allowed: OUTSIDE })).to.deep.equal({ ok: true, status: 200 });
  });
});
