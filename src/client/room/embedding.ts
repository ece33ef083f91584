import type { Embedding } from '../../contract/http/embedding.ts';
import { callApi } from '../shared/api.ts';

/** What the page around the frame is told. */
export interface FrameNews {
  readonly source: 'webmeeting';
  readonly event: 'joined' | 'left' | 'ended';
  /** Nine digits, where it is known. */
  readonly meeting?: string;
}

/** The room is shown in a frame of another page. */
export const isFramed = (): boolean => window.parent !== window;

/**
 * Tells the page around the frame, if an administrator allowed its site: the browser hands a message on only to the origin that it is
 * for. Whoever is not allowed could not have opened the frame either.
 */
export const createFrameTeller = (): ((event: FrameNews['event'], meeting: string | undefined) => void) => {
  if (!isFramed()) return () => {};
  const origins = callApi<Embedding>('GET', '/embedding').then(
    (embedding) => embedding.origins,
    () => [],
  );
  return (event, meeting) => {
    const news: FrameNews = { source: 'webmeeting', event, ...(meeting !== undefined && { meeting }) };
    void origins.then((list) => {
      for (const origin of list) window.parent.postMessage(news, origin);
    });
  };
};
