import './mails-page.css';
import { FolderDown, Mail } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { OutboxMail } from '../../../contract/http/outbox.ts';
import { asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { formatRelative } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { AdminScreen } from '../admin/admin-screen.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { LoadProblem } from '../parts/load-problem.tsx';
import { now } from '../parts/now.ts';
import { site } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { MailBadge } from './mail-badge.tsx';
import { MailPreview } from './mail-preview.tsx';

type Filter = OutboxMail['state'] | 'all';

interface OutboxPage {
  readonly mails: readonly OutboxMail[];
  readonly total: number;
}

const FILTERS: readonly Filter[] = ['all', 'waiting', 'sent', 'kept', 'failed', 'not-reached'];
const query = (filter: Filter, offset: number): string => {
  const parameters = new URLSearchParams({
    ...(filter === 'all' ? {} : { state: filter }),
    ...(offset === 0 ? {} : { offset: String(offset) }),
  });
  return parameters.size === 0 ? '' : `?${parameters}`;
};

const loadPage = (filter: Filter, offset: number): Promise<OutboxPage> =>
  callApi<OutboxPage>('GET', `/admin/outbox${query(filter, offset)}`);

/** When it left, or when it is tried again, in words. */
const stateHint = (mail: OutboxMail): string => {
  const at = Date.parse(mail.at ?? mail.createdAt);
  if (mail.state === 'waiting' && at <= now.value) return t('calendar.mails.stateHints.waitingNow');
  return t(`calendar.mails.stateHints.${mail.state}`, { when: formatRelative(at, now.value) });
};

const MailRow = ({ mail, onOpen }: { readonly mail: OutboxMail; readonly onOpen: () => void }) => (
  <li>
    <button type="button" class="mail-row" onClick={onOpen}>
      <span class="mail-row__text">
        <span class="mail-row__subject">{mail.subject}</span>
        <span class="muted">{mail.to}</span>
        {(mail.lastError !== null || mail.state === 'not-reached') && (
          <span class="mail-row__error small">{mail.lastWords || mail.lastError}</span>
        )}
      </span>
      <span class="mail-row__state">
        <MailBadge state={mail.state} />
        <span class="muted small">{stateHint(mail)}</span>
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

const MailList = ({ filter }: { readonly filter: Filter }) => {
  const { value, problem, reload, put } = useLoaded(filter, () => loadPage(filter, 0));
  const [opened, setOpened] = useState<string>();
  const [busy, setBusy] = useState(false);

  const showMore = async (page: OutboxPage): Promise<void> => {
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
  if (value.mails.length === 0) {
    return filter === 'all' ? (
      <EmptyState icon={Mail} title={t('calendar.mails.empty')} text={t('calendar.mails.emptyHint')} />
    ) : (
      <EmptyState icon={Mail} title={t('calendar.mails.emptyFiltered')} />
    );
  }
  return (
    <>
      <ul class="mails">
        {value.mails.map((mail) => (
          <MailRow key={mail.id} mail={mail} onOpen={() => setOpened(mail.id)} />
        ))}
      </ul>
      <div class="row mails__more">
        <p class="muted small figures">
          {t('calendar.mails.shown', { shown: value.mails.length, total: value.total })}
        </p>
        {value.mails.length < value.total && (
          <Button busy={busy} onClick={() => void showMore(value)}>
            {t('calendar.mails.more')}
          </Button>
        )}
      </div>
      {opened !== undefined && <MailPreview id={opened} onClose={() => setOpened(undefined)} onChanged={reload} />}
    </>
  );
};

/** Every mail of the outbox and its state, for administrators. */
export const MailsPage = () => {
  const [filter, setFilter] = useState<Filter>('all');
  return (
    <AdminScreen broad={true} title={t('calendar.mails.title')} intro={t('calendar.mails.intro')}>
      {site.value?.mailLeaves === false && (
        <div class="notice">
          <Icon of={FolderDown} />
          <p>{t('calendar.mails.keptNotice')}</p>
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields */}
      <div class="filters" role="group" aria-label={t('calendar.mails.filter')}>
        {FILTERS.map((name) => (
          <Button
            key={name}
            kind="quiet"
            class="filters__item"
            aria-pressed={filter === name}
            onClick={() => setFilter(name)}
          >
            {name === 'all' ? t('calendar.mails.all') : t(`calendar.mails.states.${name}`)}
          </Button>
        ))}
      </div>
      <MailList key={filter} filter={filter} />
    </AdminScreen>
  );
};
