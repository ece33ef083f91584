import '../mails/mails-page.css';
import './inbox-page.css';
import { Inbox } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { IncomingMailBody } from '../../../contract/http/inbox.ts';
import { asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { formatRelative } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { LoadProblem } from '../parts/load-problem.tsx';
import { now } from '../parts/now.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { AdminScreen } from './admin-screen.tsx';
import { reasonText } from './inbox-reason.ts';
import { IncomingBadge } from './incoming-badge.tsx';
import { IncomingMail } from './incoming-mail.tsx';

type Filter = IncomingMailBody['state'] | 'all';

interface InboxList {
  readonly mails: readonly IncomingMailBody[];
  readonly total: number;
}

const FILTERS: readonly Filter[] = ['all', 'set-aside', 'handled', 'ignored', 'waiting'];

const loadPage = (filter: Filter, offset: number): Promise<InboxList> => {
  const parameters = new URLSearchParams({
    ...(filter === 'all' ? {} : { state: filter }),
    ...(offset === 0 ? {} : { offset: String(offset) }),
  });
  return callApi<InboxList>('GET', `/admin/inbox${parameters.size === 0 ? '' : `?${parameters}`}`);
};

const Row = ({ mail, onOpen }: { readonly mail: IncomingMailBody; readonly onOpen: () => void }) => (
  <li>
    <button type="button" class="mail-row" onClick={onOpen}>
      <span class="mail-row__text">
        <span class="mail-row__subject">{mail.subject || t('admin.inbox.noSubject')}</span>
        <span class="muted">{mail.from || t('admin.inbox.noSender')}</span>
        {mail.reason !== '' && <span class="small incoming__reason">{reasonText(mail.reason)}</span>}
      </span>
      <span class="mail-row__state">
        <IncomingBadge state={mail.state} />
        <span class="muted small">{formatRelative(mail.receivedAt, now.value)}</span>
      </span>
    </button>
  </li>
);

const Waiting = () => (
  <ul class="mails" aria-busy="true" aria-label={t('common.loading')}>
    {[0, 1, 2, 3, 4].map((index) => (
      <li key={index} class="skeleton mail-row--waiting" />
    ))}
  </ul>
);

const List = ({ filter }: { readonly filter: Filter }) => {
  const { value, problem, reload, put } = useLoaded(filter, () => loadPage(filter, 0));
  const [opened, setOpened] = useState<string>();
  const [busy, setBusy] = useState(false);

  const showMore = async (page: InboxList): Promise<void> => {
    setBusy(true);
    try {
      const next = await loadPage(filter, page.mails.length);
      const known = new Set(page.mails.map(({ id }) => id));
      put({ total: next.total, mails: [...page.mails, ...next.mails.filter(({ id }) => !known.has(id))] });
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(false);
  };

  if (!value) return problem ? <LoadProblem problem={problem} onRetry={reload} /> : <Waiting />;
  if (value.mails.length === 0)
    return filter === 'all' ? (
      <EmptyState icon={Inbox} title={t('admin.inbox.empty')} text={t('admin.inbox.emptyHint')} />
    ) : (
      <EmptyState icon={Inbox} title={t('admin.inbox.emptyFiltered')} />
    );
  return (
    <>
      <ul class="mails">
        {value.mails.map((mail) => (
          <Row key={mail.id} mail={mail} onOpen={() => setOpened(mail.id)} />
        ))}
      </ul>
      <div class="row mails__more">
        <p class="muted small figures">{t('admin.inbox.shown', { shown: value.mails.length, total: value.total })}</p>
        {value.mails.length < value.total && (
          <Button busy={busy} onClick={() => void showMore(value)}>
            {t('admin.inbox.more')}
          </Button>
        )}
      </div>
      {opened !== undefined && <IncomingMail id={opened} onClose={() => setOpened(undefined)} onChanged={reload} />}
    </>
  );
};

/** Every mail that came in and what became of it, for administrators. */
export const InboxPage = () => {
  const [filter, setFilter] = useState<Filter>('all');
  return (
    <AdminScreen broad={true} title={t('admin.inbox.title')} intro={t('admin.inbox.intro')}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields */}
      <div class="filters" role="group" aria-label={t('admin.inbox.filter')}>
        {FILTERS.map((name) => (
          <Button
            key={name}
            kind="quiet"
            class="filters__item"
            aria-pressed={filter === name}
            onClick={() => setFilter(name)}
          >
            {name === 'all' ? t('admin.inbox.all') : t(`admin.inbox.states.${name}`)}
          </Button>
        ))}
      </div>
      <List key={filter} filter={filter} />
    </AdminScreen>
  );
};
