import {
  CircleAlert,
  CircleCheck,
  Download,
  EllipsisVertical,
  Lock,
  LockOpen,
  ShieldCheck,
  Trash2,
} from 'lucide-preact';
import type { BackupBody } from '../../../../contract/http/backup.ts';
import { IconButton } from '../../../shared/button.tsx';
import { formatBytes } from '../../../shared/format-bytes.ts';
import { browserTimeZone, formatDayAndTime, formatRelative } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { Menu, type MenuItem } from '../../../shared/menu.tsx';
import { now } from '../../parts/now.ts';
import { backupProblem } from './backup-texts.ts';

const State = ({ backup: { state, check } }: { readonly backup: BackupBody }) => {
  if (state === 'running' || check?.state === 'running')
    return (
      <span class="backup__state">
        <span class="spinner" aria-hidden="true" />
        {state === 'running' ? t('backups.state.running') : t('backups.check.running')}
      </span>
    );
  const isBad = state === 'failed' || state === 'missing' || check?.state === 'broken';
  return (
    <span class={isBad ? 'backup__state backup__state--bad' : 'backup__state'}>
      <Icon of={isBad ? CircleAlert : CircleCheck} size={16} />
      {t(`backups.state.${state}`)}
    </span>
  );
};

const checkWords = ({ check }: BackupBody): string | undefined => {
  if (check === undefined || check.state === 'running') return undefined;
  const when = formatRelative(Date.parse(check.checkedAt), now.value);
  return check.state === 'whole'
    ? t('backups.check.whole', { when })
    : t('backups.check.broken', { when, problem: backupProblem(check.problem ?? 'failed') });
};

interface BackupRowProps {
  readonly backup: BackupBody;
  readonly onCheck: () => void;
  readonly onRemove: () => void;
}

/** One backup: when, how large, what became of it, and what can be done with it. */
export const BackupRow = ({ backup, onCheck, onRemove }: BackupRowProps) => {
  const { id, file, state, encrypted, startedAt, bytes, problem, reason } = backup;
  const items: MenuItem[] = [
    ...(state === 'ready'
      ? [
          {
            label: t('backups.download'),
            icon: Download,
            ...(encrypted ? {} : { note: t('backups.downloadNote') }),
            onChoose: () => window.location.assign(`/api/v1/admin/backups/${id}/file`),
          },
          { label: t('backups.verify'), note: t('backups.verifyNote'), icon: ShieldCheck, onChoose: onCheck },
        ]
      : []),
    ...(state === 'running' ? [] : [{ label: t('backups.remove'), icon: Trash2, danger: true, onChoose: onRemove }]),
  ];
  const checked = checkWords(backup);
  return (
    <li class="backup" tabIndex={-1}>
      <div class="backup__text">
        <span class="backup__when">{formatDayAndTime(startedAt, browserTimeZone())}</span>
        <span class="muted small">{t(`backups.reason.${reason}`)}</span>
        {problem !== undefined && <span class="small backup__problem">{backupProblem(problem)}</span>}
        {checked !== undefined && <span class="muted small">{checked}</span>}
      </div>
      <div class="backup__facts">
        <State backup={backup} />
        <span class="muted small backup__size">
          <Icon of={encrypted ? Lock : LockOpen} size={14} />
          {t(encrypted ? 'backups.encrypted' : 'backups.open')}
          {bytes !== undefined && ` · ${formatBytes(bytes)}`}
        </span>
      </div>
      {items.length > 0 && (
        <Menu
          label={t('backups.actions', { file })}
          align="end"
          groups={[{ items }]}
          button={(props) => <IconButton {...props} icon={EllipsisVertical} label={t('backups.actions', { file })} />}
        />
      )}
    </li>
  );
};
