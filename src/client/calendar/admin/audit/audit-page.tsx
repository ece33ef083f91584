import '../../mails/mails-page.css';
import '../meetings/meetings-page.css';
import './audit-page.css';
import { Download, ScrollText } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { audit as texts } from '../../../../base/i18n/en/audit.ts';
import type { AuditLineBody, AuditList } from '../../../../contract/http/audit.ts';
import { callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Field, TextField } from '../../../shared/field.tsx';
import { formatDayAndTime } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { displayZone } from '../../shell/session.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { dayEnd, dayStart } from '../meetings/day-edges.ts';
import { usePages } from '../meetings/use-pages.ts';
import { AuditCheckPart } from './audit-check-part.tsx';
import { auditDetails, auditSentence } from './audit-sentence.ts';
import { addAuditTexts } from './audit-texts.ts';

addAuditTexts();

type Group = keyof typeof texts.groups;
const GROUPS = Object.keys(texts.groups) as Group[];

interface Search {
  readonly person: string;
  readonly group: Group;
  /** Dates; '' for any. */
  readonly from: string;
  readonly to: string;
}
const ANY: Search = { person: '', group: 'all', from: '', to: '' };
const TYPING_MS = 300;

const parametersOf = ({ person, group, from, to }: Search): Record<string, string> => ({
  ...(person.trim() !== '' && { person: person.trim() }),
  ...(group !== 'all' && { group }),
  ...(from !== '' && { from: dayStart(from, displayZone.value) }),
  ...(to !== '' && { to: dayEnd(to, displayZone.value) }),
});

const Line = ({ line }: { readonly line: AuditLineBody }) => {
  const details = auditDetails(line);
  return (
    <li class="audit__line">
      <p class="audit__when muted small figures">
        <time dateTime={line.at}>{formatDayAndTime(line.at, displayZone.value)}</time>
      </p>
      <div class="audit__what">
        <p>{auditSentence(line)}</p>
        <p class="muted small">
          {line.actor.network !== '' && `${t('audit.network', { network: line.actor.network })} · `}
          {t('audit.line', { id: line.id })}
        </p>
        {details.length > 0 && (
          <dl class="audit__details small">
            {details.map(([name, value]) => (
              <div key={name}>
                <dt class="muted">{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
};

const Lines = ({ search }: { readonly search: Search }) => {
  const parameters = parametersOf(search);
  const { items, hasMore, problem, reload, busy, showMore } = usePages(JSON.stringify(parameters), async (before) => {
    const query = new URLSearchParams({ ...parameters, ...(before !== undefined && { before }) });
    const { lines, next } = await callApi<AuditList>('GET', `/admin/audit${query.size === 0 ? '' : `?${query}`}`);
    return { items: lines, next: next === undefined ? undefined : String(next) };
  });
  if (!items)
    return problem ? (
      <LoadProblem problem={problem} onRetry={reload} />
    ) : (
      <div class="skeleton live--waiting" aria-busy="true" />
    );
  if (items.length === 0)
    return (
      <EmptyState
        icon={ScrollText}
        title={t(Object.keys(parameters).length === 0 ? 'audit.empty' : 'audit.emptyFiltered')}
      />
    );
  return (
    <>
      <ol class="mails" aria-label={t('audit.list')}>
        {items.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ol>
      {hasMore && (
        <div class="row">
          <Button busy={busy} onClick={() => void showMore()}>
            {t('audit.more')}
          </Button>
        </div>
      )}
    </>
  );
};

const Fields = ({ search, onSearch }: { readonly search: Search; readonly onSearch: (search: Search) => void }) => {
  const change = (part: Partial<Search>): void => onSearch({ ...search, ...part });
  return (
    <form class="search-fields" onSubmit={(event) => event.preventDefault()}>
      <TextField
        label={t('audit.person')}
        hint={t('audit.personHint')}
        value={search.person}
        maxLength={254}
        onText={(person) => change({ person })}
      />
      <Field label={t('audit.group')}>
        {(control) => (
          <select
            class="input"
            {...control}
            value={search.group}
            onChange={(event) => change({ group: event.currentTarget.value as Group })}
          >
            {GROUPS.map((group) => (
              <option key={group} value={group}>
                {t(`audit.groups.${group}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField type="date" label={t('audit.from')} value={search.from} onText={(from) => change({ from })} />
      <TextField type="date" label={t('audit.to')} value={search.to} onText={(to) => change({ to })} />
      <Button kind="quiet" class="search-fields__clear" onClick={() => onSearch(ANY)}>
        {t('audit.clear')}
      </Button>
    </form>
  );
};

const Exports = ({ search }: { readonly search: Search }) => {
  const href = (format: 'csv' | 'jsonl'): string =>
    `/api/v1/admin/audit/export?${new URLSearchParams({ ...parametersOf(search), format })}`;
  return (
    <section class="card stack" aria-labelledby="audit-export">
      <h2 id="audit-export">{t('audit.export.title')}</h2>
      <p class="muted">{t('audit.export.note')}</p>
      <p class="row">
        {(['csv', 'jsonl'] as const).map((format) => (
          <a key={format} class="button" href={href(format)} download={`audit.${format}`}>
            <Icon of={Download} />
            {t(`audit.export.${format}`)}
          </a>
        ))}
      </p>
    </section>
  );
};

/** Who did what, when, and from where. */
export const AuditPage = () => {
  const [search, setSearch] = useState(ANY);
  const [settled, setSettled] = useState(ANY);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(search), TYPING_MS);
    return () => clearTimeout(timer);
  }, [search]);
  return (
    <AdminScreen broad={true} title={t('audit.title')} intro={t('audit.intro')}>
      <div class="audit__tools">
        <AuditCheckPart />
        <Exports search={search} />
      </div>
      <Fields search={search} onSearch={setSearch} />
      <Lines search={settled} />
    </AdminScreen>
  );
};
