import { useState } from 'preact/hooks';
import { t } from '../../../shared/language.ts';
import type { ChartProps } from './chart-props.ts';

/** The same as a table, drawn when it is opened: hundreds of rows are not wanted by everybody. */
export const ChartTable = ({
  name,
  series,
  moments,
  format,
}: Pick<ChartProps, 'name' | 'series' | 'moments' | 'format'>) => {
  const [open, setOpen] = useState(false);
  return (
    <details class="chart__table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="small">{t('overview.chart.table')}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div class="chart__rows" tabIndex={0}>
          <table class="small">
            <caption class="unseen">{name}</caption>
            <thead>
              <tr>
                <th scope="col">{t('overview.chart.when')}</th>
                {series.map(({ name: of }) => (
                  <th key={of} scope="col">
                    {of}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {moments.map(({ full }, index) => (
                <tr key={index}>
                  <th scope="row">{full}</th>
                  {series.map(({ name: of, values }) => {
                    const value = values[index];
                    return (
                      <td key={of} class="figures">
                        {value === undefined ? '–' : format(value)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
};
