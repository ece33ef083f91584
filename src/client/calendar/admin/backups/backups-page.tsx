import './backups-page.css';
import { DatabaseBackup } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { BackupBody, BackupList } from '../../../../contract/http/backup.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { formatBytes } from '../../../shared/format-bytes.ts';
import { formatRelative } from '../../../shared/format-date.ts';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { now } from '../../parts/now.ts';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { BackupRow } from './backup-row.tsx';
import { PlanForm } from './plan-form.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

const LOOK_EVERY_MS = 2_000;
const PAGE = 50;
const COMMAND = 'webmeeting restore FILE --replace';

const isUnderWay = ({ backups }: BackupList): boolean =>
  backups.some(({ state, check }) => state === 'running' || check?.state === 'running');

const tell = (thrown: unknown): void => {
  showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
};

interface ListProps {
  readonly list: BackupList;
  readonly onChanged: () => void;
  readonly onMore: () => void;
}

const List = ({ list, onChanged, onMore }: ListProps) => {
  const [removing, setRemoving] = useState<BackupBody>();
  const { backups, total } = list;
  const check = (id: string): void => {
    callApi('POST', `/admin/backups/${id}/check`, {}).then(onChanged, tell);
  };
  if (backups.length === 0)
    return <EmptyState icon={DatabaseBackup} title={t('backups.empty')} text={t('backups.emptyText')} />;
  return (
    <>
      <ul class="card backups__list">
        {backups.map((backup) => (
          <BackupRow
            key={backup.id}
            backup={backup}
            onCheck={() => check(backup.id)}
            onRemove={() => setRemoving(backup)}
          />
        ))}
      </ul>
      {total > backups.length && (
        <div class="row">
          <span class="muted small">{t('backups.shown', { shown: backups.length, total })}</span>
          <Button onClick={onMore}>{t('backups.more')}</Button>
        </div>
      )}
      {removing && (
        <RemoveDialog
          backup={removing}
          onClose={() => setRemoving(undefined)}
          onRemoved={() => {
            setRemoving(undefined);
            onChanged();
          }}
        />
      )}
    </>
  );
};

/** When backups are made, those that there are, and what can be done with each. */
export const BackupsPage = () => {
  const [limit, setLimit] = useState(PAGE);
  const { value, problem, reload, put } = useLoaded(`backups ${limit}`, () =>
    callApi<BackupList>('GET', `/admin/backups?limit=${limit}`),
  );
  const underWay = value !== undefined && isUnderWay(value);
  useEffect(() => {
    if (!underWay) return undefined;
    const timer = setInterval(reload, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [underWay, reload]);

  const begin = async (): Promise<void> => {
    try {
      await callApi('POST', '/admin/backups', {});
      showToast({ text: t('backups.begun') });
      reload();
    } catch (thrown) {
      tell(thrown);
    }
  };
  return (
    <AdminScreen title={t('backups.title')} intro={t('backups.intro')}>
      {value && (
        <>
          <div class="backups__head">
            <div class="backups__long">
              <p>
                {value.nextAt === undefined
                  ? t('backups.off')
                  : t('backups.next', { when: formatRelative(Date.parse(value.nextAt), now.value) })}
              </p>
              <p class="muted small">
                {t('backups.place', { directory: value.directory, free: formatBytes(value.freeBytes) })}
              </p>
            </div>
            <Button kind="primary" icon={DatabaseBackup} busy={underWay} onClick={() => void begin()}>
              {t('backups.now')}
            </Button>
          </div>
          <List list={value} onChanged={reload} onMore={() => setLimit(200)} />
          <PlanForm
            plan={value.plan}
            onSaved={(plan) => {
              put({ ...value, plan });
              reload();
            }}
          />
          <section class="card stack">
            <h2>{t('backups.restore.title')}</h2>
            <p>{t('backups.restore.text')}</p>
            <pre class="backups__command">
              <code>{COMMAND}</code>
            </pre>
          </section>
        </>
      )}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton mail-frame" aria-busy="true" />}
    </AdminScreen>
  );
};
