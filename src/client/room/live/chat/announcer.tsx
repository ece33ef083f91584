import { useEffect, useState } from 'preact/hooks';
import type { OpenRoom } from '../open-room.ts';
import type { ChatNews } from './announcement-text.ts';
import { announcementText } from './announcement-text.ts';
import { chatNewsOf } from './chat-news.ts';

/** Nothing is said within this time after the last: a lively chat must not drown everything else. */
const QUIET_MS = 2_000;

/** Says new messages and who comes and goes to assistive technology, whatever is shown. It stays mounted as long as the room is open. */
export const Announcer = ({ room }: { readonly room: OpenRoom }) => {
  const { session, preferences } = room;
  const [said, setSaid] = useState<{ readonly turn: number; readonly sentences: readonly string[] }>({
    turn: 0,
    sentences: [],
  });

  useEffect(() => {
    let waiting: ChatNews[] = [];
    let quiet: number | undefined;
    const speak = (): void => {
      quiet = undefined;
      if (waiting.length === 0) return;
      const sentences = announcementText(waiting);
      waiting = [];
      setSaid(({ turn }) => ({ turn: turn + 1, sentences }));
      quiet = window.setTimeout(speak, QUIET_MS);
    };
    const stop = session.onEvent((event, before) => {
      if (!preferences.announce.peek()) return;
      waiting.push(...chatNewsOf(event, before));
      if (quiet === undefined) quiet = window.setTimeout(speak, 0);
    });
    return () => {
      stop();
      window.clearTimeout(quiet);
    };
  }, [session, preferences]);

  return (
    <div class="unseen" aria-live={preferences.announce.value ? 'polite' : 'off'} data-announcer>
      {said.sentences.map((sentence, index) => (
        <p key={`${said.turn}-${index}`}>{sentence}</p>
      ))}
    </div>
  );
};
