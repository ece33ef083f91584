import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loudnessDbov } from '../../src/audio/level-sound.ts';
import type { Problem } from '../../src/contract/http/problem.ts';
import { type PromptBody, type PromptList, promptListSchema, promptSchema } from '../../src/contract/http/prompt.ts';
import { PROMPT_NAMES } from '../../src/phone/prompts/prompt-names.ts';
import { type MonoSound, parseAnyWav } from '../../src/protocols/wav/parse-any-wav.ts';
import type { ApiAnswer, ApiClient } from '../kit/api-client.ts';
import { addAccountTo } from '../kit/more-accounts.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const FRENCH = { text: 'Bienvenue chez Exemple. Veuillez saisir votre identifiant.' };

describe('the prompts of a server', function () {
  this.timeout(60_000);
  let running: RunningApp;
  let admin: ApiClient;
  const folder = mkdtempSync(join(tmpdir(), 'webmeeting-uploads-'));

  const tone = (name: string, seconds: number, volume = '-30dB'): Buffer => {
    const file = join(folder, name);
    const source = ['-f', 'lavfi', '-i', `sine=440:d=${seconds}`, '-af', `volume=${volume}`];
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', ...source, file]);
    return readFileSync(file);
  };

  before(async () => {
    running = await startApp();
    admin = await running.admin();
  });
  after(async () => {
    await running.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const list = (): Promise<PromptList> => admin.get<PromptList>('/admin/prompts');
  const find = async (name: string, language: string): Promise<PromptBody> => {
    const found = (await list()).prompts.find((prompt) => prompt.name === name && prompt.language === language);
    if (!found) throw new Error(`no prompt ${name}`);
    return found;
  };
  const setText = async (name: string, language: string, body: object): Promise<PromptBody> =>
    (await admin.call<PromptBody>('PUT', `/admin/prompts/${name}/${language}`, body)).body;
  const soundAt = async (path: string, body?: unknown): Promise<MonoSound> => {
    const response = await fetch(`${running.url}/api/v1/admin/prompts${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Origin: running.url, Cookie: admin.cookie(), 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(response.headers.get('content-type')).to.equal('audio/wav');
    const wav = parseAnyWav(new Uint8Array(await response.arrayBuffer()));
    if (!wav.ok) throw new Error(wav.code);
    return wav.value;
  };
  const upload = async (
    path: string,
    bytes: Uint8Array,
    contentType = 'application/octet-stream',
    client = admin,
  ): Promise<ApiAnswer<PromptBody & Problem>> => {
    const response = await fetch(`${running.url}/api/v1/admin/prompts/${path}`, {
      method: 'PUT',
      headers: { Origin: running.url, Cookie: client.cookie(), 'Content-Type': contentType },
      body: Buffer.from(bytes),
    });
    const { status, headers } = response;
    return { status, headers, body: (await response.json()) as PromptBody & Problem };
  };
  const filesOf = (): string[] =>
    readdirSync(join(running.dataDirectory, 'prompts')).filter((name) => name.endsWith('.wav'));

  it('are those that are shipped, in both languages, and it says that it can speak', async () => {
    const { prompts, speech } = promptListSchema.parse(await list());
    expect(prompts).to.have.length(2 * PROMPT_NAMES.length);
    expect(prompts.every(({ origin, lengthMs }) => origin === 'shipped' && lengthMs > 500)).to.equal(true);
    expect(await find('participants-1', 'fr')).to.include({ text: 'Il y a une autre personne dans la conférence.' });
    expect(speech).to.deep.equal({ available: true, engine: 'espeak-ng' });
  });

  it('are heard as they are', async () => {
    const { lengthMs } = await find('welcome', 'fr');
    const { rateHz, mono } = await soundAt('/welcome/fr/sound');
    expect(rateHz).to.equal(16_000);
    expect(mono.length / 16).to.be.closeTo(lengthMs, 1);
  });

  it('are words of an administrator, in one language, and stay over a restart', async () => {
    const before = await find('welcome', 'fr');
    const english = await find('welcome', 'en');
    const set = promptSchema.parse(await setText('welcome', 'fr', { text: FRENCH.text, keep: true }));
    expect(set).to.include({ origin: 'text', text: FRENCH.text, kept: true });
    expect(set.lengthMs).to.be.above(before.lengthMs);
    expect(await find('welcome', 'en')).to.deep.equal(english);
    const { mono } = await soundAt('/welcome/fr/sound');
    expect(mono.length / 16).to.be.closeTo(set.lengthMs, 1);
    expect(loudnessDbov(mono, 16_000)).to.be.closeTo(-20, 1.5);

    const { dataDirectory } = running;
    await running.stop();
    running = await startApp({ dataDirectory });
    admin = await running.admin();
    expect(await find('welcome', 'fr')).to.deep.equal(set);
  });

  it('are kept as one file each, spoken from the cache without', async () => {
    expect(filesOf()).to.have.length(1);
    const { lengthMs } = await find('welcome', 'fr');
    const set = await setText('welcome', 'fr', { text: FRENCH.text, keep: false });
    expect(set).to.include({ origin: 'text', kept: false, lengthMs });
    expect(filesOf()).to.deep.equal([]);
    expect(readdirSync(join(running.dataDirectory, 'prompts', 'spoken'))).to.have.length(1);
  });

  it('are sound files of an administrator, levelled', async () => {
    for (const [file, seconds] of [
      ['tone.wav', 2],
      ['tone.mp3', 3],
      ['tone.m4a', 4],
    ] as const) {
      const { status, body } = await upload(`goodbye/en/file?name=${file}`, tone(file, seconds));
      expect(status, JSON.stringify(body)).to.equal(200);
      expect(body).to.include({ origin: 'upload', text: '', originalName: file });
      expect(body.lengthMs).to.be.closeTo(seconds * 1_000, 100);
      expect(loudnessDbov((await soundAt('/goodbye/en/sound')).mono, 16_000)).to.be.closeTo(-20, 1);
      expect(filesOf()).to.have.length(1);
    }
  });

  it('may be music of five minutes, softer than words', async () => {
    const { status, body } = await upload('music/fr/file', tone('music.mp3', 90));
    expect(status).to.equal(200);
    expect(body.lengthMs).to.be.closeTo(90_000, 200);
    expect(loudnessDbov((await soundAt('/music/fr/sound')).mono, 16_000)).to.be.closeTo(-28, 1);
  });

  it('are the shipped ones again when they are reset', async () => {
    const path = '/admin/prompts/goodbye/en';
    const shipped = (await admin.call<PromptBody>('DELETE', path)).body;
    expect(shipped).to.include({ origin: 'shipped', text: 'Thank you for calling. Goodbye.' });
    expect((await admin.call<PromptBody>('DELETE', path)).body).to.deep.equal(shipped);
    await admin.call('DELETE', '/admin/prompts/music/fr');
    await admin.call('DELETE', '/admin/prompts/welcome/fr');
    expect(filesOf()).to.deep.equal([]);
    expect((await list()).prompts.every(({ origin }) => origin === 'shipped')).to.equal(true);
  });

  it('are tried without a change', async () => {
    const { mono } = await soundAt('/preview', { text: 'Un essai.', language: 'fr' });
    expect(mono.length / 16_000).to.be.within(0.4, 3);
    expect((await find('welcome', 'fr')).origin).to.equal('shipped');
  });

  it('refuse what is no sound, with a reason that a page can tell', async () => {
    const reasonOf = ({ status, body }: ApiAnswer<Problem>): string => `${status} ${body.errors?.[0]?.code}`;
    expect(reasonOf(await upload('error/fr/file', Buffer.from('hello')))).to.equal('422 not-a-sound');
    expect(reasonOf(await upload('error/fr/file', Buffer.alloc(0)))).to.equal('422 empty');
    expect(reasonOf(await upload('error/fr/file', tone('long.mp3', 61)))).to.equal('422 too-long');
    expect((await upload('error/fr/file', Buffer.alloc(20 * 1024 * 1024 + 1))).status).to.equal(413);
    expect((await upload('error/fr/file?other=1', tone('short.wav', 1))).status).to.equal(422);
    expect((await find('error', 'fr')).origin).to.equal('shipped');
  });

  it('refuse words that are none', async () => {
    for (const text of ['', '   ', 'a\u0007b', 'x'.repeat(1_501), 7]) {
      const { status } = await admin.call('PUT', '/admin/prompts/error/fr', { text });
      expect(status, String(text).slice(0, 10)).to.equal(422);
    }
    expect((await admin.call('POST', '/admin/prompts/preview', { text: 'a', language: 'de' })).status).to.equal(422);
  });

  it('are known by name and language alone', async () => {
    for (const path of ['other/fr', 'error/de', 'constructor/fr', '..%2f..%2fetc/fr'])
      expect((await admin.call('PUT', `/admin/prompts/${path}`, { text: 'a' })).status, path).to.equal(404);
    expect((await upload('other/fr/file', tone('short.wav', 1))).status).to.equal(404);
  });

  it('are for administrators alone', async () => {
    const paul = { email: 'paul@example.org', password: 'correct horse battery' };
    await addAccountTo(running.dataDirectory, { ...paul, name: 'Paul' });
    const other = running.client();
    await other.post('/session', paul);
    for (const [client, status] of [
      [running.client(), 401],
      [other, 403],
    ] as const) {
      expect((await client.call('GET', '/admin/prompts')).status).to.equal(status);
      expect((await client.call('PUT', '/admin/prompts/error/fr', { text: 'a' })).status).to.equal(status);
      expect((await client.call('DELETE', '/admin/prompts/error/fr')).status).to.equal(status);
      expect((await client.call('GET', '/admin/prompts/error/fr/sound')).status).to.equal(status);
      expect((await client.call('POST', '/admin/prompts/preview', {})).status).to.equal(status);
      expect((await upload('error/fr/file', Buffer.from('x'), 'audio/wav', client)).status).to.equal(status);
    }
  });
});

describe('the prompts of a server that cannot speak', () => {
  let running: RunningApp;
  let admin: ApiClient;
  before(async () => {
    running = await startApp({ environment: { SPEECH_COMMAND: '/nowhere/speaks {language}' } });
    admin = await running.admin();
  });
  after(() => running.dispose());

  it('are the shipped ones, and it says why words cannot be set', async () => {
    const { prompts, speech } = await admin.get<PromptList>('/admin/prompts');
    expect(speech).to.include({ available: false, engine: 'speaks' });
    expect(speech.problem).to.include('speaks');
    expect(prompts.every(({ lengthMs }) => lengthMs > 500)).to.equal(true);
    const { status, body } = await admin.call<Problem>('PUT', '/admin/prompts/welcome/fr', FRENCH);
    expect(status).to.equal(422);
    expect(body.errors?.[0]).to.include({ path: 'text', code: 'not-spoken' });
  });
});
