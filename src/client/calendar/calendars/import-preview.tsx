import { CircleMinus, Pencil, Plus, TriangleAlert } from 'lucide-preact';
import type { ImportBody } from '../../../contract/http/calendar.ts';
import { formatClock, formatDate } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { importReason } from './reason-text.ts';

type Item = ImportBody['items'][number];
type Action = Item['action'];

const ACTIONS: readonly Action[] = ['add', 'change', 'same', 'refuse'];
const ICONS = { add: Plus, change: Pencil, same: CircleMinus, refuse: TriangleAlert } as const;
/** A file of years is summed up: what is refused comes first, then what changes. */
const LISTED = 200;
const IMPORTANCE: Readonly<Record<Action, number>> = { refuse: 0, change: 1, add: 2, same: 3 };

const whenText = ({ start, end, allDay, recurring }: Item): string => {
  if (start === '') return '';
  const first = formatDate(start.slice(0, 10));
  const time = allDay || start.length < 16 ? '' : `, ${formatClock(start.slice(11, 16))}`;
  const last = allDay && end.slice(0, 10) > start.slice(0, 10) ? ` – ${formatDate(end.slice(0, 10))}` : '';
  return `${first}${time}${last}${recurring ? `, ${t('calendars.importing.repeats')}` : ''}`;
};

const Row = ({ item }: { readonly item: Item }) => (
  <tr class={`import__row import__row--${item.action}`}>
    <td class="figures muted">{item.line}</td>
    <td>{item.title || t('calendar.grid.untitled')}</td>
    <td>{whenText(item)}</td>
    <td>
      <span class="import__action">
        <Icon of={ICONS[item.action]} size={16} />
        {t(`calendars.importing.actions.${item.action}`)}
      </span>
      {item.problem !== undefined && (
        <span class="import__reason small">
          {importReason(item.problem)}
          {item.problemLine !== undefined && ` ${t('calendars.importing.atLine', { line: item.problemLine })}`}
        </span>
      )}
    </td>
  </tr>
);

const Sums = ({ counts }: Pick<ImportBody, 'counts'>) => (
  <div role="status">
    <ul class="import__sums">
      {ACTIONS.filter((action) => counts[action] > 0).map((action) => (
        <li key={action} class="import__action">
          <Icon of={ICONS[action]} size={16} />
          {t(`calendars.importing.counts.${action}`, { count: counts[action] })}
        </li>
      ))}
    </ul>
  </div>
);

/** What an import would do, event by event, with the line of the file. */
export const ImportPreview = ({ answer }: { readonly answer: ImportBody }) => {
  const { items, counts } = answer;
  if (items.length === 0) return <p class="notice">{t('calendars.importing.empty')}</p>;
  const sorted = [...items].sort((a, b) => IMPORTANCE[a.action] - IMPORTANCE[b.action] || a.line - b.line);
  const more = items.length - LISTED;
  return (
    <>
      <Sums counts={counts} />
      {counts.add + counts.change === 0 ? (
        <p class="notice">{t('calendars.importing.nothing')}</p>
      ) : (
        <p class="muted small">{t('calendars.importing.noMail')}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard */}
      <div class="import__frame" tabIndex={0}>
        <table class="import__table">
          <thead>
            <tr>
              <th scope="col">{t('calendars.importing.line')}</th>
              <th scope="col">{t('calendars.importing.event')}</th>
              <th scope="col">{t('calendars.importing.when')}</th>
              <th scope="col">{t('calendars.importing.what')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, LISTED).map((item) => (
              <Row key={`${item.uid} ${item.line}`} item={item} />
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && <p class="muted">{t('calendars.importing.more', { count: more })}</p>}
    </>
  );
};
