import { expect } from 'chai';
import { type DavHouse, type DavPerson, eventText, NAMESPACES, responsesOf, startDavHouse } from './dav-house.ts';

describe('sync-collection', () => {
  let house: DavHouse;
  let anna: DavPerson;
  beforeEach(async () => {
    house = await startDavHouse();
    anna = await house.addPerson('anna@example.org', 'Anna');
  });
  afterEach(() => house.stop());

  const put = (name: string, text = eventText(name)) => anna.send('PUT', `${anna.calendar}${name}.ics`, { body: text });
  const remove = (name: string) => anna.send('DELETE', `${anna.calendar}${name}.ics`);
  const raw = (token: string, limit?: number) =>
    anna.send('REPORT', anna.calendar, {
      body: `<D:sync-collection ${NAMESPACES}><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level>${limit === undefined ? '' : `<D:limit><D:nresults>${limit}</D:nresults></D:limit>`}<D:prop><D:getetag/></D:prop></D:sync-collection>`,
    });
  const sync = async (token: string, limit?: number) => {
    const { status, text } = await raw(token, limit);
    expect(status, text).to.equal(207);
    const changed: string[] = [];
    const removed: string[] = [];
    let cut = false;
    for (const [href, inside] of responsesOf(text)) {
      const name = /([^/]+)\.ics$/.exec(href)?.[1] ?? '';
      if (inside.includes('507')) cut = href === anna.calendar;
      else if (inside.includes('404 Not Found')) removed.push(name);
      else changed.push(name);
    }
    return { changed, removed, cut, token: /<D:sync-token>([^<]*)</.exec(text)?.[1] ?? '' };
  };

  it('tells everything first, then what changed, then nothing', async () => {
    for (const name of ['a', 'b', 'c']) await put(name);
    const first = await sync('');
    expect(first).to.deep.include({ changed: ['a', 'b', 'c'], removed: [], cut: false });
    await put('b', eventText('b').replace('Event b', 'New'));
    await put('d');
    await remove('a');
    const second = await sync(first.token);
    expect(second.changed).to.deep.equal(['b', 'd']);
    expect(second.removed).to.deep.equal(['a']);
    expect(await sync(second.token)).to.deep.include({ changed: [], removed: [], token: second.token });
  });

  it('tells of what was removed and put again once, as there', async () => {
    await put('a');
    const { token } = await sync('');
    await remove('a');
    await put('a');
    await put('x');
    await remove('x');
    expect(await sync(token)).to.deep.include({ changed: ['a'], removed: ['x'] });
  });

  it('tells of nothing removed the first time', async () => {
    await put('a');
    await remove('a');
    expect(await sync('')).to.deep.include({ changed: [], removed: [] });
  });

  it('goes on where a limit cut it', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await put(name);
    const first = await sync('', 2);
    expect(first).to.deep.include({ changed: ['a', 'b'], cut: true });
    const second = await sync(first.token, 2);
    expect(second).to.deep.include({ changed: ['c', 'd'], cut: true });
    const third = await sync(second.token, 2);
    expect(third).to.deep.include({ changed: ['e'], cut: false });
    expect(await sync(third.token, 2)).to.deep.include({ changed: [], cut: false });
  });

  it('misses nothing that happens between two parts', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) await put(name);
    const known = new Set<string>();
    let { token, changed, removed, cut } = await sync('', 2);
    const steps = [
      () => remove('a'),
      () => put('b', eventText('b').replace('Event b', 'New')),
      () => remove('d'),
      () => put('f'),
    ];
    for (;;) {
      for (const name of changed) known.add(name);
      for (const name of removed) known.delete(name);
      const step = steps.shift();
      if (step === undefined && !cut) break;
      await step?.();
      ({ token, changed, removed, cut } = await sync(token, 2));
    }
    expect([...known].toSorted()).to.deep.equal(['b', 'c', 'e', 'f']);
  });

  it('refuses tokens of other calendars, of the future, made up, and of what is no longer known', async () => {
    await put('a');
    const { token } = await sync('');
    await put('b');
    await remove('b');
    await anna.send('MKCALENDAR', `${anna.home}other/`);
    const other = await anna.send('REPORT', `${anna.home}other/`, {
      body: `<D:sync-collection ${NAMESPACES}><D:sync-token>${token}</D:sync-token><D:sync-level>1</D:sync-level><D:prop/></D:sync-collection>`,
    });
    const answers = [other, await raw(token.replace(/\d+$/, '999')), await raw('http://example.org/x'), await raw('1')];
    await house.database('calendars').update({ pruned_revision: 2 });
    answers.push(await raw(token));
    for (const { status, text } of answers) {
      expect(status).to.equal(403);
      expect(text).to.contain('<D:valid-sync-token/>');
    }
    expect((await sync('', 1)).changed).to.deep.equal(['a']);
  });

  it('takes the token of PROPFIND', async () => {
    await put('a');
    const { text } = await anna.send('PROPFIND', anna.calendar, {
      headers: { depth: '0' },
      body: `<D:propfind ${NAMESPACES}><D:prop><D:sync-token/></D:prop></D:propfind>`,
    });
    await put('b');
    expect((await sync(/<D:sync-token>([^<]*)</.exec(text)?.[1] ?? '')).changed).to.deep.equal(['b']);
  });
});
