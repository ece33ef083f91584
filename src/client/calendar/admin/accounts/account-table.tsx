import { ArrowDown, ArrowUp, ShieldCheck } from 'lucide-preact';
import type { AdminAccountRow } from '../../../../contract/http/admin-account.ts';
import { Avatar } from '../../../shared/avatar.tsx';
import { formatRelative } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { now } from '../../parts/now.ts';
import { account as self } from '../../shell/session.ts';
import type { AccountOrder, AccountSort } from './account-query.ts';
import { RightMarks } from './right-marks.tsx';
import { StateBadge } from './state-badge.tsx';

/** More would make rows of different heights. */
const GROUPS_SHOWN = 2;

interface HeadProps {
  readonly sort: AccountSort;
  readonly name: string;
  readonly order: AccountOrder;
  readonly onOrder: (order: AccountOrder) => void;
}

const Head = ({ sort, name, order, onOrder }: HeadProps) => {
  const active = order.sort === sort;
  // Dates are looked at from the newest on.
  const descending = active ? !order.descending : sort === 'seen';
  return (
    <th scope="col" {...(active ? { 'aria-sort': order.descending ? 'descending' : 'ascending' } : {})}>
      <button
        type="button"
        class="accounts__sort"
        title={t('accounts.table.sort', { column: name })}
        onClick={() => onOrder({ sort, descending })}
      >
        {name}
        {active && <Icon of={order.descending ? ArrowDown : ArrowUp} size={14} />}
      </button>
    </th>
  );
};

const Groups = ({ groups }: Pick<AdminAccountRow, 'groups'>) => (
  <>
    {groups.slice(0, GROUPS_SHOWN).map(({ id, name }) => (
      <span key={id} class="badge accounts__group" title={name}>
        {name}
      </span>
    ))}
    {groups.length > GROUPS_SHOWN && (
      <span class="muted small" title={groups.map(({ name }) => name).join(', ')}>
        {t('accounts.table.moreGroups', { count: groups.length - GROUPS_SHOWN })}
      </span>
    )}
  </>
);

interface RowProps {
  readonly row: AdminAccountRow;
  readonly selected: boolean;
  readonly onSelect: (selected: boolean) => void;
  readonly onOpen: () => void;
}

const Row = ({ row, selected, onSelect, onOpen }: RowProps) => (
  <tr class={selected ? 'accounts__row accounts__row--selected' : 'accounts__row'}>
    <td class="accounts__check">
      <input
        type="checkbox"
        aria-label={t('accounts.table.select', { name: row.name })}
        checked={selected}
        onChange={(event) => onSelect(event.currentTarget.checked)}
      />
    </td>
    <td class="accounts__person">
      <Avatar name={row.name} size={32} />
      <div class="accounts__names">
        <button
          type="button"
          class="accounts__open"
          aria-label={t('accounts.table.open', { name: row.name })}
          onClick={onOpen}
        >
          {row.name}
        </button>
        {row.id === self.value?.id && <span class="muted"> ({t('accounts.table.you')})</span>}
        {row.secondFactor && (
          <span class="accounts__factor" title={t('accounts.table.secondFactor')}>
            <Icon of={ShieldCheck} size={14} label={t('accounts.table.secondFactor')} />
          </span>
        )}
        <div class="muted small accounts__email">{row.email}</div>
      </div>
    </td>
    <td class="accounts__rights">
      <RightMarks rights={row.rights} />
    </td>
    <td class="accounts__groups">
      <Groups groups={row.groups} />
    </td>
    <td class="accounts__seen figures muted">
      {row.seenAt === null ? t('accounts.table.never') : formatRelative(row.seenAt, now.value)}
    </td>
    <td class="accounts__state">
      <StateBadge state={row.state} />
    </td>
  </tr>
);

interface AccountTableProps {
  readonly rows: readonly AdminAccountRow[];
  readonly order: AccountOrder;
  readonly selected: ReadonlySet<string>;
  readonly busy: boolean;
  readonly onOrder: (order: AccountOrder) => void;
  readonly onSelected: (selected: ReadonlySet<string>) => void;
  readonly onOpen: (id: string) => void;
}

export const AccountTable = ({ rows, order, selected, busy, onOrder, onSelected, onOpen }: AccountTableProps) => {
  const all = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  const select = (ids: readonly string[], on: boolean): void => {
    const next = new Set(selected);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    onSelected(next);
  };
  const some = rows.some(({ id }) => selected.has(id));
  return (
    <table class="accounts" aria-label={t('accounts.table.label')} aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col" class="accounts__check">
            <input
              type="checkbox"
              aria-label={t('accounts.table.selectAll')}
              checked={all}
              indeterminate={some && !all}
              onChange={(event) =>
                select(
                  rows.map(({ id }) => id),
                  event.currentTarget.checked,
                )
              }
            />
          </th>
          <Head sort="name" name={t('accounts.table.name')} order={order} onOrder={onOrder} />
          <th scope="col">{t('accounts.table.rights')}</th>
          <th scope="col">{t('accounts.table.groups')}</th>
          <Head sort="seen" name={t('accounts.table.seen')} order={order} onOrder={onOrder} />
          <th scope="col">{t('accounts.table.state')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            selected={selected.has(row.id)}
            onSelect={(on) => select([row.id], on)}
            onOpen={() => onOpen(row.id)}
          />
        ))}
      </tbody>
    </table>
  );
};
