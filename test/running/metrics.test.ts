import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/app/project-root.ts';
import type { JoinAnswer, MeetingBody } from '../../src/contract/http/meeting.ts';
import { connectHeadless } from '../kit/headless-client.ts';
import { endServer, openFolder, removeFolder, startServer, until } from '../kit/own-process.ts';
import { freePort, type RunningApp, startApp } from '../kit/start-app.ts';

const PROMTOOL = '/usr/bin/promtool';
const PROMETHEUS = '/usr/bin/prometheus';
const TOKEN = 'a-token-of-enough-characters';

/** The status with exactly these headers, and the page. */
const ask = (
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.once('error', reject);
    asked.end();
  });

/** The value of a sample, by its whole name with labels. */
const sampleOf = (page: string, sample: string): number => {
  const line = page.split('\n').find((one) => one.startsWith(`${sample} `));
  return Number(line?.slice(sample.length + 1));
};

describe('/metrics', () => {
  let running: RunningApp;
  let metricsUrl: string;
  before(async () => {
    running = await startApp({ environment: { METRICS_TOKEN: TOKEN } });
    metricsUrl = `${running.url}/metrics`;
  });
  after(() => running.dispose());

  const page = async (): Promise<string> => (await ask(metricsUrl)).text;

  it('is a page that promtool finds nothing wrong with', async () => {
    await running.client().call('GET', '/session');
    const text = await page();
    expect(execFileSync(PROMTOOL, ['check', 'metrics'], { input: text, encoding: 'utf8' })).to.equal('');
    expect(text).to.match(/^webmeeting_build_info\{version="\d+\.\d+\.\d+",node="v\d+/m);
    expect(sampleOf(text, 'webmeeting_disk_free_bytes')).to.be.above(0);
    expect(sampleOf(text, 'webmeeting_db_query_seconds_count{operation="first"}')).to.be.above(0);
  });

  it('counts rooms and people, and names neither', async () => {
    const admin = await running.admin();
    const { id } = await admin.post<MeetingBody>('/meetings', { title: 'Council of Ghosts' });
    const joined = await admin.post<JoinAnswer>(`/meetings/${id}/join`, { name: 'Olga Secret' });
    const client = connectHeadless(running.url, { ticket: 'ticket' in joined ? joined.ticket : '' });
    try {
      await client.next('welcome');
      const text = await page();
      expect(sampleOf(text, 'webmeeting_rooms')).to.equal(1);
      expect(sampleOf(text, 'webmeeting_participants{kind="web"}')).to.equal(1);
      expect(sampleOf(text, 'webmeeting_participants{kind="phone"}')).to.equal(0);
      expect(sampleOf(text, 'webmeeting_joins_total{result="entered"}')).to.equal(1);
      expect(
        sampleOf(text, 'webmeeting_http_request_duration_seconds_count{route="/api/v1/meetings/:id/join",code="200"}'),
      ).to.equal(1);
      expect(text).to.not.include(id).and.not.include('Olga').and.not.include('Ghosts');
    } finally {
      await client.leave();
      client.close();
    }
  });

  it('counts wrong PINs and IDs that nobody has', async () => {
    const guest = running.client();
    const before = await page();
    await guest.post('/meetings/123456789/join', { name: 'Guess', pin: '000000' });
    const after = await page();
    for (const name of ['pin_failures_total', 'unknown_ids_total']) {
      const sample = `webmeeting_${name}{via="web"}`;
      expect(sampleOf(after, sample) - sampleOf(before, sample), name).to.equal(1);
    }
  });

  it('is not there for anybody else: through a proxy, by the public name, with a wrong token', async () => {
    const port = new URL(running.url).port;
    for (const headers of [
      { 'X-Forwarded-For': '203.0.113.9' },
      { Forwarded: 'for=203.0.113.9' },
      { Via: '1.1 proxy' },
      { Host: 'meet.example.org' },
      { Host: 'meet.example.org', Authorization: 'Bearer wrong' },
    ]) {
      const { status, text } = await ask(`http://127.0.0.1:${port}/metrics`, headers);
      expect(status, JSON.stringify(headers)).to.equal(404);
      expect(text).to.not.include('webmeeting_');
    }
    const forwarded = { 'X-Forwarded-For': '203.0.113.9', Authorization: `Bearer ${TOKEN}` };
    expect((await ask(metricsUrl, forwarded)).status).to.equal(200);
  });

  it('wants the token on this machine too where others open the server: a proxy may add nothing that shows it', async () => {
    for (const setting of [{ PUBLIC_URL: 'https://meet.example.org' }, { TRUST_PROXY: '127.0.0.1' }]) {
      const opened = await startApp({ environment: { METRICS_TOKEN: TOKEN, ...setting } });
      try {
        const url = `${opened.url}/metrics`;
        expect((await ask(url)).status, JSON.stringify(setting)).to.equal(404);
        expect((await ask(url, { Authorization: `Bearer ${TOKEN}` })).status).to.equal(200);
      } finally {
        await opened.dispose();
      }
    }
  });

  it('is scraped by Prometheus, with the token', async () => {
    const folder = await openFolder('prometheus');
    const port = await freePort();
    const config = join(folder, 'prometheus.yml');
    writeFileSync(
      config,
      [
        'global: {scrape_interval: 1s, scrape_timeout: 1s}',
        'scrape_configs:',
        '  - job_name: webmeeting',
        `    authorization: {credentials: ${TOKEN}}`,
        `    static_configs: [{targets: ['127.0.0.1:${new URL(running.url).port}']}]`,
        'rule_files:',
        `  - ${join(projectRoot(), 'docs', 'grafana', 'alerts.yml')}`,
        '',
      ].join('\n'),
    );
    const prometheus = startServer(PROMETHEUS, [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--storage.tsdb.retention.time=1h',
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ]);
    try {
      const query = async (expression: string): Promise<string | undefined> => {
        const { text } = await ask(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(expression)}`);
        const { data } = JSON.parse(text) as { data: { result: Array<{ value: [number, string] }> } };
        return data.result[0]?.value[1];
      };
      await until(async () => {
        try {
          return (await query('up{job="webmeeting"}')) === '1';
        } catch {
          return false; // not listening yet
        }
      });
      expect(await query('webmeeting_build_info')).to.equal('1');
      const rules = JSON.parse((await ask(`http://127.0.0.1:${port}/api/v1/rules`)).text) as {
        data: { groups: Array<{ rules: unknown[] }> };
      };
      expect(rules.data.groups.flatMap((group) => group.rules)).to.not.be.empty;
    } finally {
      await endServer(prometheus);
      removeFolder(folder);
    }
  });

  it('has every metric that the board and the alerts ask for; promtool takes the alerts', async () => {
    const grafana = join(projectRoot(), 'docs', 'grafana');
    const alerts = join(grafana, 'alerts.yml');
    expect(execFileSync(PROMTOOL, ['check', 'rules', alerts], { encoding: 'utf8' })).to.include('SUCCESS');
    const board = readFileSync(join(grafana, 'webmeeting.json'), 'utf8');
    const { panels } = JSON.parse(board) as { panels: Array<{ targets?: Array<{ expr: string }> }> };
    // As rules, so that promtool reads each of them.
    const folder = await openFolder('board');
    const asked = panels.flatMap(({ targets = [] }) =>
      targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m')),
    );
    const rules = asked.map((expr, index) => ({ record: `board:panel:${index}`, expr }));
    writeFileSync(join(folder, 'board.yml'), JSON.stringify({ groups: [{ name: 'board', rules }] }));
    try {
      const checked = execFileSync(PROMTOOL, ['check', 'rules', join(folder, 'board.yml')], { encoding: 'utf8' });
      expect(checked).to.include(`${asked.length} rules found`);
    } finally {
      removeFolder(folder);
    }
    const documented = readFileSync(join(projectRoot(), 'docs', 'monitoring.md'), 'utf8');
    const named = new Set(`${board}${readFileSync(alerts, 'utf8')}`.match(/\bwebmeeting_[a-z_]+/g));
    expect(named.size).to.be.above(15);
    const text = `${await page()}\n${(documented.match(/^\| `(webmeeting_[a-z_]+)/gm) ?? []).join('\n')}`;
    for (const name of named) {
      const plain = name.replace(/_(?:bucket|sum|count)$/, '');
      expect(text, name).to.include(plain);
    }
    for (const [, name = ''] of (await page()).matchAll(/^# HELP (\S+)/gm))
      expect(documented, `documented: ${name}`).to.include(`\`${name}`);
  });
}).timeout(40_000);
