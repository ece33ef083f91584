import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { type DocumentsHouse, type DocumentsPerson, startDocumentsHouse } from '../dav/documents-house.ts';
import { type ClientHome, openClientHome } from '../kit/dav-clients.ts';

const FUSE = '/dev/fuse';

describe('programs that work with documents', function () {
  this.timeout(120_000);
  let house: DocumentsHouse;
  let anna: DocumentsPerson;
  let home: ClientHome;
  let url: string;
  before(async () => {
    house = await startDocumentsHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
    home = openClientHome();
    url = `${house.url}/dav/documents/`;
  });
  after(async () => {
    home?.remove();
    await house?.stop();
  });
  afterEach(() => expect(house.failures.splice(0)).to.deep.equal([]));

  const read = async (path: string): Promise<string> => {
    const { status, text } = await anna.send('GET', path);
    return status === 200 ? text : `status ${status}`;
  };
  const folder = (path: string) => anna.send('MKCOL', path);

  describe('litmus', () => {
    for (const suite of ['basic', 'copymove', 'props', 'locks', 'http'])
      it(`finds nothing wrong: ${suite}`, async () => {
        const { status, output, errors } = await home.run(
          '/usr/bin/litmus',
          ['-k', url, anna.account.email, anna.password],
          { environment: { TESTS: suite } },
        );
        expect(status, output + errors).to.equal(0);
        const [, run, passed] = /of (\d+) tests run: (\d+) passed, 0 failed/.exec(output) ?? [];
        expect(passed, output).to.equal(run);
        expect(Number(run)).to.be.greaterThan(3);
        expect(output).to.not.match(/warning|SKIPPED/i);
      });
  });

  describe('rclone', () => {
    const rclone = async (...args: readonly string[]): Promise<string> =>
      home.must('/usr/bin/rclone', ['--config', home.at('rclone.conf'), '--retries', '1', ...args]);
    before(async () => {
      const pass = (await home.must('/usr/bin/rclone', ['obscure', anna.password])).trim();
      home.write(
        'rclone.conf',
        `[docs]\ntype = webdav\nurl = ${url}\nvendor = other\nuser = ${anna.account.email}\npass = ${pass}\n`,
      );
      home.write('tree/Réunion d’été/notes 1.txt', 'notes');
      home.write('tree/Réunion d’été/empty', '');
      home.write('tree/a/b/c/deep.txt', 'deep');
      writeFileSync(home.at('tree/large.bin'), Buffer.alloc(5_000_000, 'large'));
    });

    it('carries a tree up and down, and finds both alike', async () => {
      await rclone('sync', home.at('tree'), 'docs:tree');
      await rclone('check', '--download', home.at('tree'), 'docs:tree');
      await rclone('sync', 'docs:tree', home.at('back'));
      expect(readFileSync(home.at('back/large.bin')).equals(readFileSync(home.at('tree/large.bin')))).to.equal(true);
      expect(home.read('back/Réunion d’été/notes 1.txt')).to.equal('notes');
      expect(home.list('back/Réunion d’été')).to.have.members(['notes 1.txt', 'empty']);
    });

    it('carries changes and deletions', async () => {
      home.write('tree/a/b/c/deep.txt', 'deeper than before');
      home.write('tree/new.txt', 'new');
      await home.must('/bin/rm', [home.at('tree/large.bin')]);
      await rclone('sync', home.at('tree'), 'docs:tree');
      expect(await read('tree/a/b/c/deep.txt')).to.equal('deeper than before');
      expect(await read('tree/large.bin')).to.equal('status 404');
      await rclone('check', '--download', home.at('tree'), 'docs:tree');
    });

    it('moves and copies on the server', async () => {
      await rclone('moveto', 'docs:tree/new.txt', 'docs:tree/moved.txt');
      await rclone('move', '-vv', 'docs:tree/a', 'docs:elsewhere');
      await rclone('copyto', 'docs:elsewhere/b/c/deep.txt', 'docs:copy.txt');
      expect(await read('tree/moved.txt')).to.equal('new');
      expect(await read('elsewhere/b/c/deep.txt')).to.equal('deeper than before');
      expect(await read('copy.txt')).to.equal('deeper than before');
      expect(await read('tree/a/b/c/deep.txt')).to.equal('status 404');
    });

    it('reads a part, and how much room there is', async () => {
      expect(await rclone('cat', '--offset', '2', '--count', '3', 'docs:tree/moved.txt')).to.equal('w');
      expect(await rclone('about', 'docs:')).to.match(/Used:.*\nFree:/);
    });
  });

  describe('cadaver', () => {
    const cadaver = async (...lines: readonly string[]): Promise<string> => {
      home.write('.netrc', `machine 127.0.0.1\nlogin ${anna.account.email}\npassword ${anna.password}\n`);
      return home.must('/usr/bin/cadaver', [url], { input: [...lines, 'quit', ''].join('\n') });
    };

    it('works through a session with locks', async () => {
      home.write('up.txt', 'from cadaver');
      const output = await cadaver(
        'mkcol cad',
        'cd cad',
        `put ${home.at('up.txt')} first.txt`,
        'copy first.txt second.txt',
        'move second.txt third.txt',
        'lock first.txt',
        'discover first.txt',
        `put ${home.at('up.txt')} first.txt`,
        'unlock first.txt',
        'propset third.txt mark seen',
        'propget third.txt mark',
        'ls',
        `get third.txt ${home.at('down.txt')}`,
        'delete first.txt',
      );
      expect(output).to.match(/Locking `first\.txt':.*succeeded/);
      expect(output).to.match(/Unlocking `first\.txt':.*succeeded/);
      expect(output).to.contain('Lock token <opaquelocktoken:').and.not.contain('failed');
      expect(output).to.match(/Value of mark is: \[?seen/);
      expect(home.read('down.txt')).to.equal('from cadaver');
      expect(await read('cad/first.txt')).to.equal('status 404');
      expect(await read('cad/third.txt')).to.equal('from cadaver');
    });

    it('is kept out of what another program holds', async () => {
      await folder('cad2');
      await anna.send('PUT', 'cad2/held.txt', { body: 'as it was' });
      await anna.send('LOCK', 'cad2/held.txt', {
        body: '<D:lockinfo xmlns:D="DAV:"><D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype></D:lockinfo>',
      });
      const output = await cadaver('cd cad2', `put ${home.at('up.txt')} held.txt`, 'delete held.txt');
      expect(output.match(/423 Locked|[Ll]ocked/g) ?? []).to.have.length.greaterThan(1);
      expect(await read('cad2/held.txt')).to.equal('as it was');
    });
  });

  describe('davfs2', () => {
    let mounted = '';
    let why = '';
    before(async () => {
      if (!existsSync(FUSE) || process.getuid?.() !== 0) {
        why = 'this machine lets nobody mount: /dev/fuse or the right to use it is missing';
        return;
      }
      await folder('mounted');
      home.write('mnt/.keep', '');
      home.write('davfs2.secrets', `${home.at('mnt')} ${anna.account.email} ${anna.password}\n`);
      await home.must('/bin/chmod', ['600', home.at('davfs2.secrets')]);
      // Delays of seconds, meant to save traffic, are taken out.
      home.write(
        'davfs2.conf',
        `secrets ${home.at('davfs2.secrets')}\nask_auth 0\ndelay_upload 0\nfile_refresh 0\ndir_refresh 0\n`,
      );
      const { status, output, errors } = await home.run('/usr/sbin/mount.davfs', [
        `${url}mounted/`,
        home.at('mnt'),
        '-o',
        `conf=${home.at('davfs2.conf')}`,
      ]);
      if (status === 0) mounted = home.at('mnt');
      // In a container the device may be there and still be nobody's to open.
      else if (/fuse device|not permitted/i.test(output + errors)) why = output + errors;
      else throw new Error(output + errors);
    });
    after(async () => {
      if (mounted !== '') await home.run('/bin/umount', [mounted]);
    });

    it('mounts them as a folder of the system', async function () {
      if (mounted === '') {
        process.stderr.write(`      davfs2 was not tried: ${why}\n`);
        this.skip();
      }
      const shell = (script: string) => home.must('/bin/sh', ['-ec', script]);
      await shell(
        `cd ${mounted}; mkdir 'un dossier'; printf hello > 'un dossier/é.txt'; cp 'un dossier/é.txt' second; mv second third; head -c 3000000 /dev/zero > zeros; mkdir gone; touch gone/x; rm gone/x; rmdir gone; sync`,
      );
      // What is written goes up when it is closed, and at the latest when it is let go.
      await home.must('/bin/umount', [mounted]);
      mounted = '';
      expect(await read('mounted/un%20dossier/%C3%A9.txt')).to.equal('hello');
      expect(await read('mounted/third')).to.equal('hello');
      expect(await read('mounted/second')).to.equal('status 404');
      expect(await read('mounted/gone/x')).to.equal('status 404');
      expect((await read('mounted/zeros')).length).to.equal(3_000_000);
    });
  });
});
