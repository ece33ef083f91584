import { expect } from 'chai';
import fc from 'fast-check';
import { judgeLine } from '../../../src/accounts/import/judge-line.ts';
import { readAccountCsv } from '../../../src/accounts/import/read-account-csv.ts';

const read = (text: string) => readAccountCsv(Buffer.from(text));
const judge = (text: string) => {
  const file = read(text);
  if (!file.ok) throw new Error(file.code);
  const defaults = { language: 'fr', timeZone: 'Europe/Paris' } as const;
  return file.lines.map((line) => judgeLine(line, { defaults, known: new Set(), seen: new Set(), groups: new Map() }));
};

describe('a file of accounts', () => {
  it('has its columns in any order, under French and English names', () => {
    for (const head of ['Nom complet;Adresse e-mail', 'FULL NAME;E-Mail', ' nom ;"Courriel"'])
      expect(judge(`${head}\nZoé;zoe@example.org`)[0], head).to.deep.include({ name: 'Zoé', email: 'zoe@example.org' });
  });

  it('counts lines as an editor does, blank ones and broken cells included', () => {
    const file = read('email,name\n\na@example.org,"two\nlines"\n\nb@example.org,B\n');
    expect(file.ok && file.lines.map(({ line }) => line)).to.deep.equal([4, 6]);
  });

  it('gives who has no name the one of their address, and what is empty the usual values', () => {
    expect(judge('email\npaul.roux@example.org')[0]).to.deep.include({
      ...{ name: 'paul.roux', language: 'fr', timeZone: 'Europe/Paris', rights: undefined, would: 'create' },
    });
  });

  it('knows rights under several names and refuses others by theirs', () => {
    const [good, bad] = judge('email,rights\na@example.org,"Enregistrement; dial-out|ADMIN"\nb@example.org,root');
    expect(good?.rights).to.deep.equal(['record', 'dial-out', 'admin']);
    expect(bad?.problems).to.deep.equal([{ column: 'rights', code: 'unknown-right', value: 'root' }]);
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, headed) => {
        const head = headed ? Buffer.from('email;name\n') : Buffer.alloc(0);
        const file = readAccountCsv(Buffer.concat([head, bytes]));
        expect(file.ok).to.be.a('boolean');
      }),
    );
  });
});
