import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { AccountImport } from '../../../../contract/http/admin-account.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';

type Line = AccountImport['lines'][number];

const PROBLEMS = [
  ...['missing', 'not-an-address', 'twice', 'not-a-name', 'too-long'],
  ...['unknown-language', 'unknown-zone', 'unknown-right', 'unknown-group'],
] as const;

const LOOKS = {
  create: { icon: CircleCheck, tone: 'badge--live' },
  keep: { icon: CircleMinus, tone: '' },
  refuse: { icon: CircleAlert, tone: 'badge--danger' },
} as const;

/** More are counted: two thousand rows help nobody. */
const LINES_SHOWN = 100;

const problemWords = ({ code, value }: Line['problems'][number]): string =>
  (PROBLEMS as readonly string[]).includes(code) ? t(`accounts.upload.problem.${code as 'missing'}`, { value }) : code;

const LineRow = ({ line }: { readonly line: Line }) => (
  <tr>
    <td class="figures muted">{line.line}</td>
    <td>
      {line.name}
      <div class="muted small">{line.email}</div>
    </td>
    <td>
      <span class={`badge ${LOOKS[line.would].tone}`}>
        <Icon of={LOOKS[line.would].icon} size={14} />
        {t(`accounts.upload.would.${line.would}`)}
      </span>
      {line.problems.length > 0 && (
        <ul class="import-problems small">
          {line.problems.map((problem) => (
            <li key={`${problem.column} ${problem.code} ${problem.value}`}>{problemWords(problem)}</li>
          ))}
        </ul>
      )}
    </td>
  </tr>
);

const Sentences = ({ report }: { readonly report: AccountImport }) => (
  <div class="stack import-summary" role="status">
    {report.refused > 0 && (
      <p class="notice notice--problem">
        <Icon of={CircleAlert} />
        {t('accounts.upload.refused', { count: report.refused })}
      </p>
    )}
    {report.seats.map(({ right, needed, left }) => (
      <p key={right} class="notice notice--problem">
        <Icon of={CircleAlert} />
        {t('accounts.upload.seats', { right: t(`accounts.rights.${right}`), needed, left })}
      </p>
    ))}
    <p>
      {report.create === 0 ? t('accounts.upload.nobody') : t('accounts.upload.ready', { count: report.create })}{' '}
      {report.known > 0 && <span class="muted">{t('accounts.upload.known', { count: report.known })}</span>}
    </p>
    {report.unknownColumns.length > 0 && (
      <p class="muted small">{t('accounts.upload.unknownColumns', { list: report.unknownColumns.join(', ') })}</p>
    )}
  </div>
);

interface ImportReportProps {
  readonly report: AccountImport;
  readonly invite: boolean;
  readonly onInvite: (invite: boolean) => void;
}

/** What would happen, line by line; problems first. */
export const ImportReport = ({ report, invite, onInvite }: ImportReportProps) => {
  const [onlyProblems, setOnlyProblems] = useState(report.refused > 0);
  const lines = report.lines.filter(({ would }) => !onlyProblems || would === 'refuse');
  const more = lines.length - LINES_SHOWN;
  return (
    <>
      <Sentences report={report} />
      {report.refused > 0 && (
        <label class="check">
          <input
            type="checkbox"
            checked={onlyProblems}
            onChange={(event) => setOnlyProblems(event.currentTarget.checked)}
          />
          <span>{t('accounts.upload.onlyProblems')}</span>
        </label>
      )}
      <div class="import-lines">
        <table aria-label={t('accounts.upload.lines')}>
          <thead>
            <tr>
              <th scope="col">{t('accounts.upload.line')}</th>
              <th scope="col">{t('accounts.upload.person')}</th>
              <th scope="col">{t('accounts.upload.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, LINES_SHOWN).map((line) => (
              <LineRow key={line.line} line={line} />
            ))}
          </tbody>
        </table>
        {more > 0 && <p class="muted small import-more">{t('accounts.upload.moreLines', { count: more })}</p>}
      </div>
      {report.create > 0 && report.refused === 0 && (
        <label class="check">
          <input type="checkbox" checked={invite} onChange={(event) => onInvite(event.currentTarget.checked)} />
          <span>
            {t('accounts.upload.invite')}
            <span class="muted small account-ways__hint">{t('accounts.upload.inviteHint')}</span>
          </span>
        </label>
      )}
    </>
  );
};
