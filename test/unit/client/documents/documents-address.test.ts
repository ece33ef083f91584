import { expect } from 'chai';
import { folderPath, readDocumentsPath } from '../../../../src/client/documents/documents-address.ts';
import { readPdfNews } from '../../../../src/client/documents/preview/pdf-messages.ts';
import { readShareToken, sharedContent, sharedPath } from '../../../../src/client/share/share-address.ts';

describe('addresses of documents', () => {
  it('shows the top, a folder, the bin, what others share', () => {
    expect(readDocumentsPath('/documents')).to.deep.equal({ kind: 'folder', id: '' });
    expect(readDocumentsPath('/documents/abc')).to.deep.equal({ kind: 'folder', id: 'abc' });
    expect(readDocumentsPath('/documents/bin')).to.deep.equal({ kind: 'bin' });
    expect(readDocumentsPath('/documents/shared')).to.deep.equal({ kind: 'shared' });
    expect(readDocumentsPath(folderPath('x'))).to.deep.equal({ kind: 'folder', id: 'x' });
    expect(folderPath('')).to.equal('/documents');
  });

  it('reads the key of a link, also from an address that was broken', () => {
    expect(readShareToken('/s/AbC_-9')).to.equal('AbC_-9');
    expect(readShareToken('/s/AbC/')).to.equal('AbC');
    expect(readShareToken('/s/%E0%A4%A')).to.equal('%E0%A4%A');
    expect(readShareToken('/s/')).to.equal('');
  });

  it('asks with a key that cannot leave its place in the address', () => {
    expect(sharedPath('a/../b', '', 0)).to.equal('/shared/a%2F..%2Fb');
    expect(sharedPath('t', 'f', 500)).to.equal('/shared/t?folder=f&offset=500');
    expect(sharedContent('a?b', 'c/d')).to.equal('/api/v1/shared/a%3Fb/documents/c%2Fd/content');
  });

  it('hears from the frame of a PDF only what it may say', () => {
    expect(readPdfNews({ kind: 'ready' })).to.deep.equal({ kind: 'ready' });
    expect(readPdfNews({ kind: 'key', key: 'Escape', more: 1 })).to.deep.equal({ kind: 'key', key: 'Escape' });
    for (const data of [null, 'ready', 7, {}, { kind: 'key', key: 'Delete' }, { kind: 'shown', pages: '3' }])
      expect(readPdfNews(data), JSON.stringify(data)).to.equal(undefined);
  });
});
