import { RIGHTS, type Right } from '../../../../base/rights.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { RIGHT_ICONS } from './right-marks.tsx';

interface RightChoiceProps {
  readonly rights: readonly Right[];
  /** Those that come from groups: on, whatever is chosen here. */
  readonly ofGroups?: readonly Right[];
  /** Those for which no seat was left. */
  readonly refused?: readonly Right[];
  readonly onChange: (rights: readonly Right[]) => void;
}

/** The rights of one account, each with what it is for. */
export const RightChoice = ({ rights, ofGroups = [], refused = [], onChange }: RightChoiceProps) => (
  <ul class="right-choice">
    {RIGHTS.map((right) => {
      const byGroup = ofGroups.includes(right);
      return (
        <li key={right}>
          <label class="right-choice__one">
            <input
              type="checkbox"
              class="switch"
              checked={rights.includes(right) || byGroup}
              disabled={byGroup && !rights.includes(right)}
              onChange={(event) =>
                onChange(RIGHTS.filter((one) => (one === right ? event.currentTarget.checked : rights.includes(one))))
              }
            />
            <Icon of={RIGHT_ICONS[right]} size={18} />
            <span class="right-choice__words">
              <span>{t(`accounts.rights.${right}`)}</span>
              <span class="muted small">
                {refused.includes(right) ? t('errors.code.no-seat-left') : t(`accounts.rightHints.${right}`)}
              </span>
            </span>
            {byGroup && <span class="badge">{t('accounts.one.ofGroups')}</span>}
          </label>
        </li>
      );
    })}
  </ul>
);
