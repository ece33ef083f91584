/** What the organizer's documents have of a session. */
export interface KeptPapers {
  readonly folderId: string | undefined;
  readonly papers: ReadonlyArray<{ readonly documentId: string; readonly name: string }>;
}
