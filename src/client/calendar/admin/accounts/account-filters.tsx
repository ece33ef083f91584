import { Search, X } from 'lucide-preact';
import { RIGHTS, type Right } from '../../../../base/rights.ts';
import type { GroupBody } from '../../../../contract/http/group.ts';
import { Button } from '../../../shared/button.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import {
  type AccountFilter,
  type AccountOrigin,
  type AccountState,
  ALL_ACCOUNTS,
  isNarrowed,
  ORIGINS,
  STATES,
} from './account-query.ts';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value | '';
  readonly choices: ReadonlyArray<readonly [value: Value, name: string]>;
  readonly onChange: (value: Value | '') => void;
}

const Choice = <Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>) => (
  <label class={value === '' ? 'account-filter' : 'account-filter account-filter--set'}>
    <span class="account-filter__name">{label}</span>
    <select
      class="account-filter__select"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Value | '')}
    >
      <option value="">{t('accounts.filters.any')}</option>
      {choices.map(([one, name]) => (
        <option key={one} value={one}>
          {name}
        </option>
      ))}
    </select>
  </label>
);

interface AccountFiltersProps {
  readonly filter: AccountFilter;
  readonly groups: readonly GroupBody[];
  readonly onChange: (filter: AccountFilter) => void;
}

/** Search as you type, and what narrows the list down. */
export const AccountFilters = ({ filter, groups, onChange }: AccountFiltersProps) => (
  <search class="account-filters">
    <label class="account-search">
      <span class="unseen">{t('accounts.search')}</span>
      <Icon of={Search} size={18} />
      <input
        type="search"
        class="account-search__input"
        placeholder={t('accounts.search')}
        autoComplete="off"
        spellcheck={false}
        value={filter.search}
        onInput={(event) => onChange({ ...filter, search: event.currentTarget.value })}
      />
    </label>
    <Choice<AccountState>
      label={t('accounts.filters.state')}
      value={filter.state}
      choices={STATES.map((state) => [state, t(`accounts.states.${state}`)])}
      onChange={(state) => onChange({ ...filter, state })}
    />
    <Choice<Right>
      label={t('accounts.filters.right')}
      value={filter.right}
      choices={RIGHTS.map((right) => [right, t(`accounts.rights.${right}`)])}
      onChange={(right) => onChange({ ...filter, right })}
    />
    {groups.length > 0 && (
      <Choice
        label={t('accounts.filters.group')}
        value={filter.group}
        choices={groups.map(({ id, name }) => [id, name])}
        onChange={(group) => onChange({ ...filter, group })}
      />
    )}
    <Choice<AccountOrigin>
      label={t('accounts.filters.origin')}
      value={filter.origin}
      choices={ORIGINS.map((origin) => [origin, t(`accounts.origins.${origin}`)])}
      onChange={(origin) => onChange({ ...filter, origin })}
    />
    <Choice<'never'>
      label={t('accounts.filters.seen')}
      value={filter.never ? 'never' : ''}
      choices={[['never', t('accounts.filters.never')]]}
      onChange={(value) => onChange({ ...filter, never: value === 'never' })}
    />
    {isNarrowed(filter) && (
      <Button kind="quiet" icon={X} onClick={() => onChange(ALL_ACCOUNTS)}>
        {t('accounts.filters.clear')}
      </Button>
    )}
  </search>
);
