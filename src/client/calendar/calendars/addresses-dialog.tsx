import { useState } from 'preact/hooks';
import type { CalendarBody, FeedBody, FeedDetail } from '../../../contract/http/calendar.ts';
import { asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { closeCalendarDialog } from './calendar-dialog.ts';
import { renewFeed, revokeFeed } from './calendars.ts';
import { CopyLine } from './copy-line.tsx';

const DETAILS: readonly FeedDetail[] = ['full', 'busy'];

interface FeedProps {
  readonly calendarId: string;
  readonly detail: FeedDetail;
  readonly feed: FeedBody | undefined;
}

type Asked = 'renew' | 'revoke';

/** One kind of secret address: what it shows, then the address and how to end it. */
const Feed = ({ calendarId, detail, feed }: FeedProps) => {
  const [asked, setAsked] = useState<Asked>();
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const run = async (what: () => Promise<void>, done: string): Promise<void> => {
    setBusy(true);
    setAsked(undefined);
    try {
      await what();
      setSaid(done);
    } catch (thrown) {
      setSaid(problemText(asProblem(thrown)));
    } finally {
      setBusy(false);
    }
  };
  const confirm = (): void => {
    if (asked === 'renew') void run(() => renewFeed(calendarId, detail), t('calendars.feeds.renewDone'));
    else void run(() => revokeFeed(calendarId, detail), t('calendars.feeds.revokeDone'));
  };
  return (
    <section class="feed">
      <h3>{t(`calendars.feeds.${detail}`)}</h3>
      <p class="muted">{t(detail === 'full' ? 'calendars.feeds.fullNote' : 'calendars.feeds.busyNote')}</p>
      {feed ? (
        <>
          <CopyLine label={t('calendars.feeds.copy')} text={feed.url} />
          <div class="row">
            <Button kind="quiet" busy={busy} onClick={() => setAsked('renew')}>
              {t('calendars.feeds.renew')}
            </Button>
            <Button kind="quiet" class="feed__revoke" busy={busy} onClick={() => setAsked('revoke')}>
              {t('calendars.feeds.revoke')}
            </Button>
          </div>
        </>
      ) : (
        <Button class="feed__create" busy={busy} onClick={() => void run(() => renewFeed(calendarId, detail), '')}>
          {t('calendars.feeds.create')}
        </Button>
      )}
      {asked && (
        <div class="notice notice--waiting feed__ask" role="alert">
          <p>{t(asked === 'renew' ? 'calendars.feeds.renewAsk' : 'calendars.feeds.revokeAsk')}</p>
          <div class="row">
            <Button kind="danger" onClick={confirm}>
              {t(`calendars.feeds.${asked}`)}
            </Button>
            <Button onClick={() => setAsked(undefined)}>{t('common.cancel')}</Button>
          </div>
        </div>
      )}
      <p class="small" aria-live="polite">
        {said}
      </p>
    </section>
  );
};

/** The secret addresses of a calendar, each with what it shows. */
export const AddressesDialog = ({ calendar }: { readonly calendar: CalendarBody }) => (
  <Dialog
    title={t('calendars.feeds.title', { name: calendar.name })}
    onClose={closeCalendarDialog}
    footer={
      <Button kind="primary" onClick={closeCalendarDialog}>
        {t('common.close')}
      </Button>
    }
  >
    <p>{t('calendars.feeds.intro')}</p>
    {DETAILS.map((detail) => (
      <Feed
        key={detail}
        calendarId={calendar.id}
        detail={detail}
        feed={calendar.feeds?.find((feed) => feed.detail === detail)}
      />
    ))}
  </Dialog>
);
