import { existsSync, readdirSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import type { DocumentList, DocumentSettings } from '../../src/contract/http/document.ts';
import type { JoinAnswer, MeetingBody } from '../../src/contract/http/meeting.ts';
import { LIMITS } from '../../src/contract/limits.ts';
import type { ChatFileBody, ChatMessageBody, Welcome } from '../../src/contract/room/room-state.ts';
import type { ApiClient } from '../kit/api-client.ts';
import { connectHeadless, type HeadlessClient } from '../kit/headless-client.ts';
import { knock } from '../kit/headless-door.ts';
import { type RunningApp, startApp } from '../kit/start-app.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface Inside {
  readonly client: HeadlessClient;
  readonly welcome: Welcome;
}

describe('files in the chat', () => {
  let running: RunningApp;
  let api: ApiClient;
  let meeting: MeetingBody;
  let inside: HeadlessClient[];
  let olga: Inside;
  let gus: Inside;
  let max: Inside;

  before(async () => {
    running = await startApp();
    api = await running.admin();
  });
  after(() => running.dispose());
  beforeEach(async () => {
    inside = [];
    meeting = await api.post<MeetingBody>('/meetings', {});
    olga = await enter(api, 'Olga');
    gus = await enter(running.client(), 'Gus');
    max = await enter(running.client(), 'Max');
  });
  afterEach(() => {
    for (const client of inside) client.close();
  });

  const enter = async (by: ApiClient, name: string): Promise<Inside> => {
    const { body } = await knock(by, { meeting: meeting.id, name, ...(meeting.pin && { pin: meeting.pin }) });
    const answer = body as JoinAnswer;
    if (!('ticket' in answer)) throw new Error('not let in');
    const client = connectHeadless(running.url, { ticket: answer.ticket });
    inside.push(client);
    return { client, welcome: await client.next('welcome') };
  };
  let count = 0;
  const newName = (): string => {
    count += 1;
    return `client-${count}-x`;
  };
  const put = async (
    { welcome: { resumeToken } }: Inside,
    bytes: Uint8Array | string,
    name = 'a.png',
    clientId = newName(),
  ) => {
    const response = await fetch(`${running.url}/api/v1/room/files`, {
      method: 'POST',
      headers: {
        ...{ 'x-room-key': resumeToken, 'x-client-id': clientId, 'x-file-name': encodeURIComponent(name) },
        'content-type': 'application/octet-stream',
      },
      body: bytes as unknown as string,
    });
    const body = (await response.json()) as { file?: ChatFileBody; code?: string };
    return { status: response.status, code: body.code, file: body.file as ChatFileBody };
  };
  const keyOf = async ({ welcome: { resumeToken } }: Inside): Promise<string> => {
    const response = await fetch(`${running.url}/api/v1/room/files/key`, {
      method: 'POST',
      headers: { 'x-room-key': resumeToken },
    });
    return ((await response.json()) as { key: string }).key;
  };
  const read = async (id: string, who?: Inside, more = ''): Promise<Response> =>
    fetch(`${running.url}/api/v1/room/files/${id}?${who ? `key=${await keyOf(who)}` : ''}${more}`);
  const folderFiles = async (): Promise<string[]> => {
    const names: string[] = [];
    const walk = async (folder: string): Promise<void> => {
      for (const one of (await api.get<DocumentList>(`/documents?folder=${folder}`)).documents)
        if (one.kind === 'folder') await walk(one.id);
        else names.push(one.name);
    };
    await walk('');
    return names;
  };
  /** Of files that are coming. */
  const partBytes = (): number => {
    const directory = join(running.dataDirectory, 'documents');
    if (!existsSync(directory)) return 0;
    const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    return names
      .filter((name) => name.endsWith('.part'))
      .reduce((sum, name) => sum + (statSync(join(directory, name), { throwIfNoEntry: false })?.size ?? 0), 0);
  };
  const sizesOnDisk = (): number[] => {
    const directory = join(running.dataDirectory, 'documents');
    return readdirSync(directory, { recursive: true, encoding: 'utf8' }).map(
      (name) => statSync(join(directory, name)).size,
    );
  };
  const send = (who: Inside, body: object): Promise<string> =>
    who.client.ask('chat.send', { text: '', clientId: newName(), ...body } as never);

  it('come with a message to everyone in it, and are in the organizer’s documents', async () => {
    const { file, status } = await put(gus, PNG, 'Plan of Gus.png');
    expect(status).to.equal(201);
    expect(file).to.deep.include({ name: 'Plan of Gus.png', type: 'image/png', bytes: PNG.length });
    // Before it is sent it is the sender's alone.
    expect((await read(file.id, max)).status).to.equal(404);
    expect((await read(file.id, gus)).status).to.equal(200);
    expect(await send(gus, { files: [file.id] })).to.equal('ok');
    const message: ChatMessageBody = await max.client.next('chat.message');
    expect(message.files).to.deep.equal([file]);
    const answer = await read(file.id, max);
    expect(Buffer.from(await answer.arrayBuffer())).to.deep.equal(PNG);
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(answer.headers.get('content-security-policy')).to.contain('sandbox');
    expect(answer.headers.get('content-type')).to.equal('image/png');
    expect((await read(file.id, max, '&download=1')).headers.get('content-disposition')).to.match(/^attachment/);
    expect(await folderFiles()).to.include('Plan of Gus.png');
    // The organizer reads it signed in; a stranger, and who left, does not.
    expect((await api.call('GET', `/room/files/${file.id}`)).status).to.equal(200);
    expect((await read(file.id)).status).to.equal(404);
    const maxKey = await keyOf(max);
    expect(await max.client.ask('session.leave', {})).to.equal('ok');
    expect((await fetch(`${running.url}/api/v1/room/files/${file.id}?key=${maxKey}`)).status).to.equal(404);
    // Whoever comes later has it too.
    const late = await enter(running.client(), 'Late');
    expect(late.welcome.chat.at(-1)?.files).to.deep.equal([file]);
    expect((await read(file.id, late)).status).to.equal(200);
  });

  it('in a private message are for the two alone', async () => {
    const { file } = await put(gus, PNG);
    expect(await send(gus, { files: [file.id], to: max.welcome.you.id })).to.equal('ok');
    expect((await read(file.id, max)).status).to.equal(200);
    expect((await read(file.id, olga)).status).to.equal(404);
    expect((await api.call('GET', `/room/files/${file.id}`)).status).to.equal(404);
  });

  it('go with their message', async () => {
    const { file } = await put(gus, PNG);
    await send(gus, { files: [file.id], text: 'look' });
    const { id } = await max.client.next('chat.message');
    expect((await read(file.id, max)).status).to.equal(200);
    expect(await gus.client.ask('chat.delete', { id })).to.equal('ok');
    for (const one of [max, olga]) expect((await read(file.id, one)).status).to.equal(404);
    expect((await api.call('GET', `/room/files/${file.id}`)).status).to.equal(404);
  });

  it('are only the sender’s own to send', async () => {
    const { file } = await put(gus, PNG);
    expect(await send(max, { files: [file.id] })).to.equal('not-found');
    expect(await send(gus, { files: ['nothing'] })).to.equal('not-found');
    expect(await send(gus, { files: [] })).to.equal('invalid-input');
  });

  it('are told by their bytes: a page that is called a picture is one nowhere', async () => {
    const { file } = await put(gus, '<html><script>alert(1)</script></html>', 'cat.png');
    expect(file.type).to.equal('text/html');
    await send(gus, { files: [file.id] });
    const answer = await read(file.id, max);
    expect(answer.headers.get('content-type')).to.equal('application/octet-stream');
    expect(answer.headers.get('content-disposition')).to.match(/^attachment/);
  });

  it('have names that harm nobody', async () => {
    for (const [name, cleaned] of [
      ['../../etc/passwd', '.._.._etc_passwd'],
      ['a\u202Egnp.exe', 'agnp.exe'],
      ['CON', '_CON'],
      ['', 'file'],
    ] as const)
      expect((await put(gus, 'text', name)).file.name).to.equal(cleaned);
    expect((await put(gus, 'x', 'x'.repeat(400))).file.name.length).to.be.at.most(LIMITS.documentName);
  });

  it('twice under one name of the sender’s own are one', async () => {
    const first = await put(gus, PNG, 'same.png', 'the-same-file');
    const second = await put(gus, PNG, 'same.png', 'the-same-file');
    expect(second.file).to.deep.equal(first.file);
    expect((await folderFiles()).filter((name) => name.startsWith('same'))).to.deep.equal(['same.png']);
    // Somebody else's own name is another.
    expect((await put(max, PNG, 'same.png', 'the-same-file')).file.id).to.not.equal(first.file.id);
  });

  it('twice at once under one name are one too', async () => {
    const bytes = Buffer.alloc(300_000, 7);
    const answers = await Promise.all([1, 2, 3].map(() => put(gus, bytes, 'once.bin', 'all-at-once')));
    expect(new Set(answers.map(({ file }) => file.id)).size).to.equal(1);
    expect((await folderFiles()).filter((name) => name.startsWith('once'))).to.have.length(1);
  });

  it('of who is removed while they come are not kept', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const upload = httpRequest(
        `${running.url}/api/v1/room/files`,
        {
          method: 'POST',
          headers: {
            ...{ 'x-room-key': max.welcome.resumeToken, 'x-client-id': 'slow-file', 'x-file-name': 'slow.bin' },
            ...{ 'content-type': 'application/octet-stream', 'content-length': 100_000 },
          },
        },
        (response) => resolve(response.resume().statusCode ?? 0),
      );
      upload.on('error', reject);
      const bytesBefore = partBytes();
      upload.write(Buffer.alloc(50_000, 1));
      void (async () => {
        while (partBytes() <= bytesBefore) await new Promise((later) => setTimeout(later, 20));
        await olga.client.ask('participant.remove', { id: max.welcome.you.id });
        upload.end(Buffer.alloc(50_000, 1));
      })().catch(reject);
    });
    expect(status).to.equal(403);
    expect(await folderFiles()).to.not.include('slow.bin');
  });

  it('that stop half-way leave nothing', async () => {
    const before = await folderFiles();
    await new Promise<void>((resolve) => {
      const upload = httpRequest(`${running.url}/api/v1/room/files`, {
        method: 'POST',
        headers: {
          ...{ 'x-room-key': gus.welcome.resumeToken, 'x-client-id': 'half-a-file', 'x-file-name': 'half.bin' },
          ...{ 'content-type': 'application/octet-stream', 'content-length': 1_000_000 },
        },
      });
      upload.on('error', () => resolve());
      upload.write(Buffer.alloc(65_536), () => setTimeout(() => upload.destroy(), 50));
    });
    // Sent again it is whole.
    const again = await put(gus, Buffer.alloc(1_000, 7), 'half.bin', 'half-a-file');
    expect(again.file.bytes).to.equal(1_000);
    expect(await folderFiles()).to.have.members([...before, 'half.bin']);
  });

  it('are refused when they are too large, empty, of nobody, or without a name of the sender’s own', async () => {
    const tooLarge = await new Promise<number>((resolve) => {
      const upload = httpRequest(
        `${running.url}/api/v1/room/files`,
        {
          method: 'POST',
          headers: {
            ...{ 'x-room-key': gus.welcome.resumeToken, 'x-client-id': 'large-file', 'x-file-name': 'l.bin' },
            ...{ 'content-type': 'application/octet-stream', 'content-length': LIMITS.chatFileBytes + 1 },
          },
        },
        (response) => {
          resolve(response.statusCode ?? 0);
          upload.destroy();
        },
      );
      upload.on('error', () => {});
      upload.flushHeaders();
    });
    expect(tooLarge).to.equal(413);
    expect((await put(gus, '')).status).to.equal(422);
    expect((await put(gus, PNG, 'a.png', '')).status).to.equal(422);
    expect((await put({ ...gus, welcome: { ...gus.welcome, resumeToken: 'nothing' } }, PNG)).status).to.equal(403);
  });

  it('are refused when the organizer’s documents are full', async () => {
    const admin = await running.admin();
    const settings = await admin.get<DocumentSettings>('/admin/document-settings');
    const { usage } = await api.get<DocumentList>('/documents');
    try {
      const full = { ...settings, quotaBytes: usage.bytes + 1_000 };
      expect((await admin.call('PUT', '/admin/document-settings', full)).status).to.equal(200);
      const { status, code } = await put(gus, Buffer.alloc(1_001, 1), 'big.bin');
      expect({ status, code }).to.deep.equal({ status: 413, code: 'quota-exceeded' });
      expect(await folderFiles()).to.not.include('big.bin');
      expect(sizesOnDisk()).to.not.include(1_001);
      expect((await put(gus, Buffer.alloc(1_000, 1), 'small.bin')).status).to.equal(201);
    } finally {
      await admin.call('PUT', '/admin/document-settings', settings);
    }
  });

  it('can be one of the account’s own documents', async () => {
    const { file } = await put(olga, 'once upon a time', 'story.txt');
    const found = (await api.get<DocumentList>('/documents?q=story')).documents[0];
    const from = async (client: ApiClient, key: string) => {
      client.headers = { ...client.headers, 'X-Room-Key': key };
      return client.call<{ file: ChatFileBody }>('POST', '/room/files', {
        documentId: found?.id,
        clientId: 'my-document',
      });
    };
    const mine = await from(await running.admin(), olga.welcome.resumeToken);
    expect(mine.status).to.equal(201);
    expect(mine.body.file.id).to.not.equal(file.id);
    expect((await from(running.client(), gus.welcome.resumeToken)).status).to.equal(401);
  });

  it('that are taken back before they are sent are gone', async () => {
    const { file } = await put(gus, PNG, 'oops.png');
    const remove = (who: Inside) =>
      fetch(`${running.url}/api/v1/room/files/${file.id}`, {
        method: 'DELETE',
        headers: { 'x-room-key': who.welcome.resumeToken },
      });
    await remove(max);
    expect((await read(file.id, gus)).status).to.equal(200);
    await remove(gus);
    expect((await read(file.id, gus)).status).to.equal(404);
    expect(await folderFiles()).to.not.include('oops.png');
  });
});
