import './groups-page.css';
import { Contact, Plus, Users } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { GroupBody, GroupList } from '../../../../contract/http/group.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { GroupPage } from './group-page.tsx';
import { NewGroupDialog } from './new-group-dialog.tsx';
import { followAddress, openedGroup, openGroup } from './opened-group.ts';

const loadGroups = (offset: number): Promise<GroupList> =>
  callApi<GroupList>('GET', `/admin/groups${offset === 0 ? '' : `?offset=${offset}`}`);

const Row = ({ group }: { readonly group: GroupBody }) => (
  <li>
    <a
      class="group-row"
      href={`/admin/groups?group=${group.id}`}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        openGroup(group.id);
      }}
    >
      <span class="group-row__name">{group.name}</span>
      <span class="row group-row__rights">
        {group.rights.map((right) => (
          <span key={right} class="badge">
            {t(`rights.names.${right}`)}
          </span>
        ))}
        {group.rights.length === 0 && <span class="muted small">{t('rights.groups.noRights')}</span>}
      </span>
      <span class="group-row__count muted figures">
        <Icon of={Users} size={16} />
        {t('rights.groups.members', { count: group.members })}
      </span>
    </a>
  </li>
);

const Waiting = () => (
  <ul class="people" aria-busy="true" aria-label={t('common.loading')}>
    {[0, 1, 2].map((index) => (
      <li key={index} class="skeleton people__waiting" />
    ))}
  </ul>
);

const List = ({ onNew }: { readonly onNew: () => void }) => {
  const { value, problem, reload, put } = useLoaded('groups', () => loadGroups(0));
  const [busy, setBusy] = useState(false);
  const showMore = async (page: GroupList): Promise<void> => {
    setBusy(true);
    try {
      const next = await loadGroups(page.groups.length);
      const known = new Set(page.groups.map(({ id }) => id));
      put({ total: next.total, groups: [...page.groups, ...next.groups.filter(({ id }) => !known.has(id))] });
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(false);
  };
  if (!value) return problem ? <LoadProblem problem={problem} onRetry={reload} /> : <Waiting />;
  const create = (
    <Button kind="primary" icon={Plus} onClick={onNew}>
      {t('rights.groups.new')}
    </Button>
  );
  if (value.groups.length === 0)
    return (
      <EmptyState icon={Contact} title={t('rights.groups.empty')} text={t('rights.groups.emptyHint')}>
        {create}
      </EmptyState>
    );
  return (
    <>
      <div class="row">{create}</div>
      <ul class="people">
        {value.groups.map((group) => (
          <Row key={group.id} group={group} />
        ))}
      </ul>
      {value.groups.length < value.total && (
        <div class="row people__more">
          <p class="muted small figures">
            {t('rights.groups.shown', { shown: value.groups.length, total: value.total })}
          </p>
          <Button busy={busy} onClick={() => void showMore(value)}>
            {t('rights.groups.more')}
          </Button>
        </div>
      )}
    </>
  );
};

/** Groups of accounts, and what they may together. */
export const GroupsPage = () => {
  const [creating, setCreating] = useState(false);
  useEffect(followAddress, []);
  const opened = openedGroup.value;
  if (opened !== undefined) return <GroupPage key={opened} id={opened} />;
  return (
    <AdminScreen broad title={t('rights.groups.title')} intro={t('rights.groups.intro')}>
      <List onNew={() => setCreating(true)} />
      {creating && (
        <NewGroupDialog
          onClose={() => setCreating(false)}
          onMade={({ id }) => {
            setCreating(false);
            openGroup(id);
          }}
        />
      )}
    </AdminScreen>
  );
};
