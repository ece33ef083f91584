import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/app/project-root.ts';
import { ApiClient } from '../../test/kit/api-client.ts';
import { davAccountOf } from '../../test/kit/dav-clients.ts';
import { ADMIN, freePort } from '../../test/kit/start-app.ts';
import { openDavClient } from './dav-client.ts';
import { type DavServer, endProgram, startProgram } from './dav-server.ts';

const FILL_CONNECTIONS = 8;

/** The built program with an account and an app password. */
export const startOurs = async (): Promise<DavServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-bench-'));
  const port = await freePort();
  const child = await startProgram(process.execPath, [join(projectRoot(), 'dist', 'src', 'main.js'), 'serve'], {
    port,
    environment: {
      PORT: String(port),
      DATA_DIR: folder,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    },
  });
  const api = new ApiClient(`http://localhost:${port}`);
  await api.post('/session', ADMIN);
  const { email, password, calendarUrl } = await davAccountOf(api, ADMIN.email);
  const place = {
    origin: `http://127.0.0.1:${port}`,
    calendar: new URL(calendarUrl).pathname,
    authorization: `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`,
  };
  return {
    name: 'webmeeting',
    place,
    async fill(events) {
      const client = openDavClient(place, FILL_CONNECTIONS);
      const left = [...events].reverse();
      const work = async (): Promise<void> => {
        for (let event = left.pop(); event !== undefined; event = left.pop())
          await client.call({
            method: 'PUT',
            path: place.calendar + event.name,
            body: event.text,
            type: 'text/calendar',
          });
      };
      await Promise.all(Array.from({ length: FILL_CONNECTIONS }, work));
      client.close();
    },
    async stop() {
      await endProgram(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
