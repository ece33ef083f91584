import type { DocumentPreview } from '../../../contract/http/document.ts';

/** A file that can be looked at. */
export interface PreviewFile {
  readonly id: string;
  readonly kind: 'file' | 'folder';
  readonly name: string;
  readonly type: string;
  /** How it can be shown; the server decides by its bytes. */
  readonly preview: DocumentPreview;
  readonly origin?: string | undefined;
  readonly recordingId?: string | undefined;
  readonly bytes: number;
  readonly changedAt: string;
  /** Where the bytes are, as an attachment. */
  readonly contentUrl: string;
  /** Where the bytes are, in a sandbox of the server. */
  readonly viewUrl: string;
}
