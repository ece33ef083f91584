import type { NewShareRequest, ShareBody } from '../../../contract/http/document.ts';

export interface ShareActions {
  readonly shares: readonly ShareBody[];
  /** Throws what the server refused. */
  readonly add: (share: NewShareRequest) => Promise<ShareBody>;
  readonly remove: (share: ShareBody, done: string) => void;
}
