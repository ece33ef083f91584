import './accounts-page.css';
import { ChevronLeft, ChevronRight, Download, Ellipsis, FileUp, UserPlus, Users } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { GroupList } from '../../../../contract/http/group.ts';
import { callApi } from '../../../shared/api.ts';
import { Button, IconButton } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { Menu } from '../../../shared/menu.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { AccountFilters } from './account-filters.tsx';
import {
  type AccountFilter,
  type AccountOrder,
  ALL_ACCOUNTS,
  filterQuery,
  isNarrowed,
  PAGE_SIZE,
} from './account-query.ts';
import { AccountSheet } from './account-sheet.tsx';
import { AccountTable } from './account-table.tsx';
import { addAccountTexts } from './account-texts.ts';
import { BulkBar } from './bulk-bar.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { LinkDialog, type ShownLink } from './link-dialog.tsx';
import { NewAccountDialog } from './new-account-dialog.tsx';
import { useAccountList } from './use-account-list.ts';

addAccountTexts();

const NO_ONE: ReadonlySet<string> = new Set();
const BY_NAME: AccountOrder = { sort: 'name', descending: false };

const Waiting = () => (
  <div class="stack" aria-busy="true">
    <p class="unseen">{t('common.loading')}</p>
    {[0, 1, 2, 3, 4, 5].map((index) => (
      <div key={index} class="skeleton accounts__waiting" />
    ))}
  </div>
);

interface PagesProps {
  readonly page: number;
  readonly shown: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

const Pages = ({ page, shown, total, onPage }: PagesProps) => {
  const from = page * PAGE_SIZE;
  return (
    <nav class="accounts__pages" aria-label={t('accounts.table.pages')}>
      <span class="muted figures">
        {t('accounts.table.shown', { from: shown === 0 ? 0 : from + 1, to: from + shown, total })}
      </span>
      {total > PAGE_SIZE && (
        <>
          <IconButton
            icon={ChevronLeft}
            label={t('accounts.table.previous')}
            disabled={page === 0}
            onClick={() => onPage(page - 1)}
          />
          <IconButton
            icon={ChevronRight}
            label={t('accounts.table.next')}
            disabled={from + shown >= total}
            onClick={() => onPage(page + 1)}
          />
        </>
      )}
    </nav>
  );
};

type Window = 'new' | 'import';

interface ActionsProps {
  readonly filter: AccountFilter;
  readonly onOpen: (window: Window) => void;
}

const Actions = ({ filter, onOpen }: ActionsProps) => (
  <div class="row accounts__actions">
    <Button kind="primary" icon={UserPlus} onClick={() => onOpen('new')}>
      {t('accounts.add')}
    </Button>
    <Button icon={FileUp} onClick={() => onOpen('import')}>
      {t('accounts.import')}
    </Button>
    <Menu
      label={t('accounts.more')}
      align="end"
      groups={[
        {
          items: [
            {
              label: t('accounts.export'),
              icon: Download,
              onChoose: () => location.assign(`/api/v1/admin/accounts.csv?${filterQuery(filter)}`),
            },
          ],
        },
      ]}
      button={(props) => <IconButton {...props} icon={Ellipsis} kind="plain" label={t('accounts.more')} />}
    />
  </div>
);

/** Who signs in here: found, looked at, invited, changed, one by one or many at once. */
export const AccountsPage = () => {
  const [filter, setFilter] = useState(ALL_ACCOUNTS);
  const [order, setOrder] = useState(BY_NAME);
  const [page, setPage] = useState(0);
  const [selected, setSelected] = useState(NO_ONE);
  const [opened, setOpened] = useState<string>();
  const [window, setWindow] = useState<Window>();
  const [link, setLink] = useState<ShownLink>();
  const { list, problem, loading, reload, put } = useAccountList(filter, order, page);
  const loadedGroups = useLoaded('groups', () => callApi<GroupList>('GET', '/admin/groups'));
  const groups = loadedGroups.value?.groups ?? [];

  const fromStart = (): void => {
    setPage(0);
    setSelected(NO_ONE);
  };
  const narrow = (next: AccountFilter): void => {
    setFilter(next);
    fromStart();
  };
  const done = (): void => {
    setWindow(undefined);
    setOpened(undefined);
    reload();
  };

  return (
    <AdminScreen broad={true} title={t('accounts.title')} intro={t('accounts.intro')}>
      <Actions filter={filter} onOpen={setWindow} />
      <AccountFilters filter={filter} groups={groups} onChange={narrow} />
      {!list && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!list && !problem && <Waiting />}
      {list && list.accounts.length === 0 && isNarrowed(filter) && (
        <EmptyState icon={Users} title={t('accounts.empty.filtered')} text={t('accounts.empty.filteredText')} />
      )}
      {list && list.accounts.length > 0 && (
        <>
          {selected.size > 0 && (
            <BulkBar
              ids={[...selected]}
              groups={groups}
              onDone={() => {
                setSelected(NO_ONE);
                reload();
              }}
              onClear={() => setSelected(NO_ONE)}
            />
          )}
          <AccountTable
            rows={list.accounts}
            order={order}
            selected={selected}
            busy={loading}
            onOrder={(next) => {
              setOrder(next);
              fromStart();
            }}
            onSelected={setSelected}
            onOpen={setOpened}
          />
          <Pages
            page={page}
            shown={list.accounts.length}
            total={list.total}
            onPage={(next) => {
              setPage(next);
              scrollTo(0, 0);
            }}
          />
          {list.total === 1 && !isNarrowed(filter) && (
            <EmptyState icon={Users} title={t('accounts.empty.title')} text={t('accounts.empty.text')} />
          )}
        </>
      )}
      {opened !== undefined && (
        <AccountSheet
          key={opened}
          id={opened}
          groups={groups}
          onChanged={put}
          onDeleted={done}
          onClose={() => setOpened(undefined)}
        />
      )}
      {window === 'new' && (
        <NewAccountDialog
          groups={groups}
          onClose={() => setWindow(undefined)}
          onMade={(made) => {
            setLink(made);
            done();
          }}
        />
      )}
      {window === 'import' && <ImportDialog onClose={() => setWindow(undefined)} onDone={done} />}
      {link && <LinkDialog link={link} onClose={() => setLink(undefined)} />}
    </AdminScreen>
  );
};
