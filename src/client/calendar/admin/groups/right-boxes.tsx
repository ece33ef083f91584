import './right-boxes.css';
import { RIGHTS, type Right } from '../../../../base/rights.ts';
import { t } from '../../../shared/language.ts';

interface RightBoxesProps {
  readonly rights: readonly Right[];
  readonly onRights: (rights: Right[]) => void;
}

/** A box to tick for each right, with what it lets one do. */
export const RightBoxes = ({ rights, onRights }: RightBoxesProps) => (
  <fieldset class="right-boxes">
    <legend class="field__label">{t('rights.label')}</legend>
    {RIGHTS.map((right) => (
      <label key={right} class="check right-boxes__one">
        <input
          type="checkbox"
          checked={rights.includes(right)}
          onChange={({ currentTarget }) =>
            onRights(RIGHTS.filter((one) => (one === right ? currentTarget.checked : rights.includes(one))))
          }
        />
        <span>
          {t(`rights.names.${right}`)}
          <span class="field__hint right-boxes__hint">{t(`rights.hints.${right}`)}</span>
        </span>
      </label>
    ))}
  </fieldset>
);
