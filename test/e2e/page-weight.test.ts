import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../src/app/project-root.ts';

const client = join(projectRoot(), 'dist', 'client');

/** The scripts that a page loads before anyone clicks, as the build wrote it. */
const scriptsOf = (page: string): string[] => {
  const html = readFileSync(join(client, page), 'utf8');
  return [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file = '']) => file);
};

/** Of a file that is too small to shrink there is no compressed one. */
const servedBytes = (file: string): number =>
  (statSync(join(client, `${file}.br`), { throwIfNoEntry: false }) ?? statSync(join(client, file))).size;

describe('weight of the built pages', () => {
  const guestPages = [
    ['a guest’s first page', 'room.html'],
    ['the page of an answer', 'rsvp.html'],
    ['what is shared by a link', 'share.html'],
    ['the page of a recording', 'recording.html'],
  ] as const;
  for (const [name, page] of guestPages) {
    it(`${name} loads at most 60 kB of script, compressed as it is served`, () => {
      const scripts = scriptsOf(page);
      expect(scripts.length).to.be.greaterThan(0);
      const bytes = scripts.reduce((sum, file) => sum + servedBytes(file), 0);
      expect(bytes).to.be.lessThan(60_000);
    });

    it(`and nothing of the calendar: ${name}`, () => {
      for (const file of scriptsOf(page))
        expect(readFileSync(join(client, file), 'utf8'), file)
          .to.not.include('fullcalendar')
          .and.not.include('fc-daygrid');
    });
  }

  it('pages hold no script and no style of their own: the content security policy would refuse them', () => {
    for (const page of ['index.html', 'room.html', 'rsvp.html', 'share.html', 'pdf.html']) {
      const html = readFileSync(join(client, page), 'utf8');
      expect(html, page)
        .to.not.match(/<script(?![^>]*\bsrc=)/)
        .and.not.match(/<style|\sstyle=|\son\w+=/);
    }
  });
});
