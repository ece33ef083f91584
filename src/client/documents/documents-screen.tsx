import { lazyPart } from '../calendar/parts/lazy-part.tsx';

/** The documents of the account; fetched when they are first opened. */
export const DocumentsScreen = lazyPart(async () => {
  const [{ DocumentsPage }, { addDocumentTexts }] = await Promise.all([
    import('./documents-page.tsx'),
    import('./document-texts.ts'),
  ]);
  addDocumentTexts();
  return DocumentsPage;
});
