import './running.css';
import { History } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { PastSessionBody, SessionList } from '../../../contract/http/attendance.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { readingPast } from '../answers/answering.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { LoadProblem } from '../parts/load-problem.tsx';
import { useLoaded } from '../shell/use-loaded.ts';
import { PastSession } from './past-session.tsx';

const pathOf = (event: EventBody, before?: string): string =>
  `/meetings/${event.meeting?.id ?? ''}/sessions${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}`;

const Sessions = ({ event, first }: { readonly event: EventBody; readonly first: SessionList }) => {
  const [older, setOlder] = useState<readonly PastSessionBody[]>([]);
  const [next, setNext] = useState(first.next);
  const [busy, setBusy] = useState(false);
  const sessions = [...first.sessions, ...older];

  const loadMore = async (before: string): Promise<void> => {
    setBusy(true);
    try {
      const page = await callApi<SessionList>('GET', pathOf(event, before));
      setOlder([...older, ...page.sessions]);
      setNext(page.next);
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(false);
  };

  if (sessions.length === 0)
    return <EmptyState icon={History} title={t('running.past.action')} text={t('running.past.none')} />;
  return (
    <div class="past-list">
      {sessions.map((session) => (
        <PastSession key={session.id} event={event} session={session} />
      ))}
      {next !== undefined && (
        <Button busy={busy} onClick={() => void loadMore(next)}>
          {t('running.past.more')}
        </Button>
      )}
    </div>
  );
};

/** Who was there and when, and what was written: every time that the meeting took place, the newest first. */
export const PastDialog = ({ event }: { readonly event: EventBody }) => {
  const { value, problem, reload } = useLoaded(event.meeting?.id ?? '', () =>
    callApi<SessionList>('GET', pathOf(event)),
  );
  return (
    <Dialog
      title={t('running.past.title', { title: event.title || t('calendar.grid.untitled') })}
      wide={true}
      onClose={() => {
        readingPast.value = undefined;
      }}
    >
      {value && <Sessions event={event} first={value} />}
      {!value &&
        (problem ? <LoadProblem problem={problem} onRetry={reload} /> : <div class="skeleton feedback__wait" />)}
    </Dialog>
  );
};
