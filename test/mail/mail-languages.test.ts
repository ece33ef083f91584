import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { simpleParser } from 'mailparser';
import ts from 'typescript';
import { composeSample, SAMPLES } from '../../email-templates/all-samples.ts';
import { projectRoot } from '../../src/app/project-root.ts';
import { mail as english } from '../../src/base/i18n/en/mail.ts';
import { notices as englishNotices } from '../../src/base/i18n/en/notices.ts';
import { invitationMail } from '../kit/invitation-mail.ts';
import { lastFridays } from '../kit/series-mail.ts';

interface Compiler {
  compileLanguages(options?: { folder: string }): Promise<string>;
}
const compiler = (await import(pathToFileURL(join(projectRoot(), 'scripts/compile-templates.js')).href)) as Compiler;

/** Another language made by machine: each text in brackets, so that it is known again. */
const translated = (texts: object): object =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? `[${text}]` : translated(text as object),
    ]),
  );

const FOLDER = 'src/base/i18n/de';

/** The files of a language, as somebody who adds one writes them. */
const germanFiles = (mail: object = translated(english)): Readonly<Record<string, string>> => ({
  'mail.ts': `import type { MailTexts } from '../mail-language.ts';\nexport const mail: MailTexts = ${JSON.stringify(mail)};\n`,
  'notices.ts': `import type { NoticeTexts } from '../mail-language.ts';\nexport const notices: NoticeTexts = ${JSON.stringify(translated(englishNotices))};\n`,
  'mail-language.ts': `import type { MailLanguageRules } from '../mail-language.ts';\nexport const mailLanguage: MailLanguageRules = { locale: () => 'de-DE' };\n`,
});

describe('the languages of mails', function () {
  this.timeout(60_000);
  let house: string;
  before(async () => {
    house = await mkdtemp(join(tmpdir(), 'webmeeting-languages-'));
    for (const name of ['src', 'migrations'])
      await cp(join(projectRoot(), name), join(house, name), {
        recursive: true,
        filter: (path) => !path.includes(`${name}/client`),
      });
    for (const name of ['node_modules', 'package.json']) await symlink(join(projectRoot(), name), join(house, name));
    await cp(join(projectRoot(), FOLDER, '../en'), join(house, FOLDER), {
      recursive: true,
      filter: (path) => !path.endsWith('.ts'),
    });
    for (const [name, text] of Object.entries(germanFiles())) await writeFile(join(house, FOLDER, name), text);
    await compiler.compileLanguages({ folder: join(house, 'src/base/i18n') });
  });
  after(() => rm(house, { recursive: true, force: true }));

  /** Runs a piece of program in the copy. */
  const run = (program: string): unknown => {
    const args = ['--import', 'tsx/esm', '--input-type=module', '--eval', program];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  };
  const compose = async (mail: object, notice = false) => {
    const [file, name] = notice
      ? ['notices/compose-notice', 'composeNotice']
      : ['compose-invitation', 'composeInvitation'];
    const mime = run(`
      import { ${name} } from './src/invitations/${file}.ts';
      console.log(JSON.stringify(${name}(${JSON.stringify(mail)}).mime.toString('base64')));
    `) as string;
    return simpleParser(Buffer.from(mime, 'base64'));
  };

  it('are gathered by the build: the index that is kept is what the folders give', async () => {
    const committed = await readFile(join(projectRoot(), 'src/base/i18n/mail-languages.generated.ts'), 'utf8');
    expect(await compiler.compileLanguages()).to.equal(committed);
  });

  it('grow by a folder with files: an invitation in a third language, and English after it', async () => {
    const { html, text, subject } = await compose({
      ...invitationMail({ recurrence: lastFridays }),
      languages: ['de', 'en'],
    });
    expect(subject).to.equal('[Invitation] / Invitation[: ]Comité de direction');
    expect(text)
      .to.include('[Bertrand Mennesson invites you]')
      .and.include('März 2027')
      .and.include('[Meeting ID][: ]351 354 086')
      .and.include('Bertrand Mennesson invites you\n')
      // How it repeats has no German words here.
      .and.include('Every last Friday of the month');
    expect(html).to.match(/<html lang="de"/);
  });

  it('serve the mails beside invitations as well', async () => {
    const { text } = await compose({ ...SAMPLES['reminder']?.['usual'], languages: ['de'] }, true);
    expect(text).to.include('[Your meeting starts at 15:00]').and.include('Donnerstag, 4. März 2027');
  });

  it('can be set, and no other can', () => {
    const read = (languages: string): unknown =>
      run(`
        import { readConfig } from './src/app/config.ts';
        let answer;
        try { answer = readConfig({ MAIL_LANGUAGES: '${languages}' }).mail.languages; } catch (error) { answer = error.message; }
        console.log(JSON.stringify(answer));
      `);
    expect(read('de,fr')).to.deep.equal(['de', 'fr']);
    expect(read('nl')).to.include('MAIL_LANGUAGES');
  });

  it('do not compile while a text is missing', async () => {
    const problems = (): string[] => {
      const program = ts.createProgram([join(house, 'src/base/i18n/mail-languages.generated.ts')], {
        ...{ strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2023 },
        ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
        ...{ allowImportingTsExtensions: true, lib: ['lib.es2023.d.ts'] },
      });
      return ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    };
    expect(problems()).to.deep.equal([]);
    const { join: _, ...incomplete } = translated(english) as Record<string, unknown>;
    await writeFile(join(house, FOLDER, 'mail.ts'), germanFiles(incomplete)['mail.ts'] ?? '');
    expect(problems().join('\n')).to.include("'join' is missing");
  });

  it('speak to a reader first in theirs, then in the next one that is set', async () => {
    const answers = run(`
      import { languagesFor } from './src/invitations/mail-texts.ts';
      console.log(JSON.stringify([
        languagesFor('de', ['fr', 'en']), languagesFor(undefined, ['de', 'fr']), languagesFor('fr', ['fr', 'en']), languagesFor('en', ['en']),
      ]));
    `);
    expect(answers).to.deep.equal([['de', 'fr'], ['de', 'fr'], ['fr', 'en'], ['en']]);
    expect(composeSample(SAMPLES['nudge']?.['usual'] as never).subject).to.match(
      /La réunion a commencé \/ The meeting has begun/,
    );
  });
});
