import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { renderTemplate, type Template } from '../../../src/mail/template.ts';

interface Compiler {
  compileTemplates(options: { outFile: string }): Promise<string>;
}

describe('the compiled mail templates', () => {
  it('are what email-templates/ compiles to now', async () => {
    const compiler = (await import(new URL('../../../scripts/compile-templates.js', import.meta.url).href)) as Compiler;
    const outFile = join(tmpdir(), `templates-${process.pid}.ts`);
    const fresh = await compiler.compileTemplates({ outFile });
    const committed = await readFile(
      new URL('../../../src/invitations/templates.generated.ts', import.meta.url),
      'utf8',
    );
    expect(committed === fresh, 'run: node scripts/compile-templates.js').to.equal(true);
  });
});

describe('a template', () => {
  const template: Template = [
    '<p title="',
    { value: 'title' },
    '">',
    { when: 'note', parts: ['<i>', { value: 'note' }, '</i>'] },
    { each: 'rows', parts: ['<b>', { value: 'text' }, { value: 'title' }, '</b>'] },
    '</p>',
  ];

  it('escapes every value, in text and in attributes', () => {
    expect(renderTemplate(template, { title: `"><script>'&`, note: '', rows: [] })).to.equal(
      '<p title="&quot;&gt;&lt;script&gt;&#39;&amp;"></p>',
    );
  });

  it('shows a part only with its value, and repeats a part for each item, which sees the values around it', () => {
    expect(renderTemplate(template, { title: 'T', note: 'N', rows: [{ text: '1' }, { text: '2' }] })).to.equal(
      '<p title="T"><i>N</i><b>1T</b><b>2T</b></p>',
    );
  });

  it('refuses to be written without one of its values', () => {
    expect(() => renderTemplate(template, { title: 'T', rows: [] })).to.throw('note');
  });
});
