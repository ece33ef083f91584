import './kind-filter.css';
import { t } from '../shared/language.ts';
import { hiddenKinds, KINDS, type Kind } from './calendar-state.ts';

const toggle = (kind: Kind): void => {
  const next = new Set(hiddenKinds.value);
  if (!next.delete(kind)) next.add(kind);
  hiddenKinds.value = next;
};

/** Which colour stands for what, and what is shown. */
export const KindFilter = () => (
  <fieldset class="kinds">
    <legend class="kinds__title">{t('calendar.kinds.title')}</legend>
    {KINDS.map((kind) => (
      <label key={kind} class="kinds__item">
        <input
          type="checkbox"
          class={`kinds__box kinds__box--${kind}`}
          checked={!hiddenKinds.value.has(kind)}
          onChange={() => toggle(kind)}
        />
        {t(`calendar.kinds.${kind}`)}
      </label>
    ))}
  </fieldset>
);
