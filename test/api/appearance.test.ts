import { expect } from 'chai';
import type { Appearance, AppearanceAnswer } from '../../src/contract/http/appearance.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const OURS: Appearance = {
  name: 'Réunions <ACME>',
  accent: '#7a1fa2',
  footer: { fr: 'ACME SA, Lyon', en: 'ACME Ltd' },
};

describe('the appearance', () => {
  let app: RunningApp;
  let admin: ApiClient;

  before(async function () {
    this.timeout(30_000);
    app = await startApp();
    admin = await app.admin();
  });
  after(() => app.dispose());

  const sendLogo = (bytes: Buffer, type = 'image/png'): Promise<Response> =>
    fetch(`${app.url}/api/v1/admin/appearance/logo`, {
      method: 'PUT',
      headers: { Cookie: admin.cookie(), Origin: app.url, 'Content-Type': type },
      body: new Uint8Array(bytes),
    });

  it('has no style of its own before somebody wants one', async () => {
    expect(await (await fetch(`${app.url}/appearance.css`)).text()).to.equal('');
  });

  it('gives every page its colours, told anew only when they change', async () => {
    await admin.call('PUT', '/admin/appearance', OURS);
    const sheet = await fetch(`${app.url}/appearance.css`);
    expect(sheet.headers.get('content-type')).to.equal('text/css; charset=utf-8');
    expect(await sheet.text()).to.match(/--color-accent: light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\);/);
    const tag = sheet.headers.get('etag') ?? '';
    const again = await fetch(`${app.url}/appearance.css`, { headers: { 'If-None-Match': tag } });
    expect(again.status).to.equal(304);
    await admin.call('PUT', '/admin/appearance', { ...OURS, accent: '#0a7d4b' });
    const changed = await fetch(`${app.url}/appearance.css`, { headers: { 'If-None-Match': tag } });
    expect(changed.status).to.equal(200);
    await admin.call('PUT', '/admin/appearance', OURS);
  });

  it('writes the name into pages and manifest as text that cannot act', async () => {
    const page = await (await fetch(`${app.url}/`, { headers: { Accept: 'text/html' } })).text();
    if (page !== '' && page.includes('<title>')) {
      expect(page).to.include('<title>Réunions &#60;ACME&#62;</title>');
      expect(page).to.include('<link rel="stylesheet" href="/appearance.css" />');
      expect(page).to.not.include('<ACME>');
    }
    const manifest = (await (await fetch(`${app.url}/manifest.webmanifest`)).json()) as { name: string };
    expect(manifest.name).to.equal(OURS.name);
  });

  it('takes a picture by what it is, and serves it so that it can do nothing', async () => {
    const taken = await sendLogo(PNG);
    expect(taken.status).to.equal(200);
    const { logoUrl = '' } = (await taken.json()) as AppearanceAnswer;
    const logo = await fetch(`${app.url}${logoUrl}`);
    expect(logo.headers.get('content-type')).to.equal('image/png');
    expect(logo.headers.get('content-security-policy')).to.include('sandbox');
    expect(logo.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(Buffer.from(await logo.arrayBuffer())).to.deep.equal(PNG);
  });

  it('refuses what is no picture, whatever it says of itself, and what is too large; the logo stays', async () => {
    const svg = await sendLogo(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'));
    expect(svg.status).to.equal(415);
    expect((await sendLogo(Buffer.from('<html>'), 'image/png')).status).to.equal(415);
    expect((await sendLogo(Buffer.concat([PNG, Buffer.alloc(300_000)]))).status).to.equal(413);
    const { logoUrl } = await admin.get<AppearanceAnswer>('/admin/appearance');
    expect(logoUrl).to.be.a('string');
  });

  it('refuses a colour that is none, and a name that is blank', async () => {
    for (const [change, path] of [
      [{ accent: 'red' }, 'accent'],
      [{ name: ' ' }, 'name'],
      [{ footer: { fr: '', en: 'x'.repeat(501) } }, 'footer.en'],
      [{ more: 1 }, 'more'],
    ] as const) {
      const refused = await admin.call<{ errors: unknown[] }>('PUT', '/admin/appearance', { ...OURS, ...change });
      expect(refused.status).to.equal(422);
      expect(refused.body.errors[0]).to.include({ path });
    }
  });

  it('stays over a restart, and goes back to the mark as it is delivered', async function () {
    this.timeout(30_000);
    await app.stop();
    app = await startApp({ dataDirectory: app.dataDirectory });
    admin = await app.admin();
    const kept = await admin.get<AppearanceAnswer>('/admin/appearance');
    expect(kept.appearance).to.deep.equal(OURS);
    expect(kept.logoUrl).to.be.a('string');
    const gone = await admin.call<AppearanceAnswer>('DELETE', '/admin/appearance/logo');
    expect(gone.body.logoUrl).to.equal(undefined);
    expect((await fetch(`${app.url}${kept.logoUrl}`)).status).to.equal(404);
  });

  it('is for administrators to change', async () => {
    const nobody = await app.client().call('PUT', '/admin/appearance', OURS);
    expect(nobody.status).to.equal(401);
  });
});
