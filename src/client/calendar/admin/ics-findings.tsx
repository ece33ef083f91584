import { CircleAlert, CircleCheck, Lightbulb, type LucideIcon, TriangleAlert } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { IcsReport } from '../../../contract/http/ics-check.ts';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { type TextKey, t } from '../../shared/language.ts';

type Finding = IcsReport['findings'][number];
type Severity = Finding['severity'];
type Client = keyof IcsReport['clients'];

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];
const CLIENTS: readonly Client[] = ['outlook', 'gmail', 'apple', 'thunderbird'];
const ICONS: Readonly<Record<Severity, LucideIcon>> = { error: CircleAlert, warning: TriangleAlert, hint: Lightbulb };

const effectText = (effect: string): string => t(`icsCheck.effect.${effect}` as TextKey);

/** One rule and all places where it is broken. */
const RuleItem = ({ findings }: { readonly findings: readonly [Finding, ...Finding[]] }) => {
  const [first] = findings;
  const values = { what: first.what ?? '' };
  const lines = findings.flatMap(({ line }) => (line === undefined ? [] : [line]));
  const harmed = CLIENTS.filter((client) => first.effects[client] !== 'fine');
  return (
    <li class={`finding finding--${first.severity}`}>
      <Icon of={ICONS[first.severity]} />
      <div class="finding__text">
        <p class="finding__title">
          {t(`icsCheck.rule.${first.rule}.title` as TextKey, values)}
          {lines.length > 0 && (
            <span class="muted small figures"> {t('icsCheck.line', { line: [...new Set(lines)].join(', ') })}</span>
          )}
        </p>
        <p class="muted">{t(`icsCheck.rule.${first.rule}.means` as TextKey)}</p>
        {harmed.length > 0 && (
          <ul class="finding__clients small">
            {harmed.map((client) => (
              <li key={client}>
                <strong>{t(`icsCheck.client.${client}`)}</strong> {effectText(first.effects[client])}
              </li>
            ))}
          </ul>
        )}
        <code class="finding__rule">{first.rule}</code>
      </div>
    </li>
  );
};

const grouped = (findings: readonly Finding[]): Array<readonly [Finding, ...Finding[]]> => {
  const rules = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.what ?? ''}`;
    const known = rules.get(key);
    if (known) known.push(finding);
    else rules.set(key, [finding]);
  }
  return [...rules.values()];
};

const Clients = ({ report }: { readonly report: IcsReport }) => (
  <section class="stack stack--tight">
    <h2>{t('admin.check.clients')}</h2>
    <dl class="check-clients">
      {CLIENTS.map((client) => {
        const fine = report.clients[client] === 'fine';
        return (
          <div key={client} class={fine ? '' : 'check-clients__harmed'}>
            <dt>
              <Icon of={fine ? CircleCheck : TriangleAlert} size={16} />
              {t(`icsCheck.client.${client}`)}
            </dt>
            <dd>{effectText(report.clients[client])}</dd>
          </div>
        );
      })}
    </dl>
  </section>
);

interface IcsFindingsProps {
  readonly name: string;
  readonly report: IcsReport;
  readonly onAgain: () => void;
}

/** What was found, the worst first; and what becomes of it in each program. */
export const IcsFindings = ({ name, report, onAgain }: IcsFindingsProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const kind = t(`icsCheck.${report.kind}`);
  const count = (severity: Severity): number => report.findings.filter((one) => one.severity === severity).length;
  const counts = SEVERITIES.map((severity) => t(`icsCheck.count.${severity}`, { count: count(severity) })).join(', ');
  return (
    <div class="stack">
      <div class="check-head">
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {name}
          </h2>
          <p class="muted">
            {report.method === '' ? kind : t('icsCheck.method', { kind, method: report.method })} – {counts}
          </p>
        </div>
        <Button onClick={onAgain}>{t('admin.check.again')}</Button>
      </div>
      {report.findings.length === 0 && (
        <p class="notice notice--live" role="status">
          <Icon of={CircleCheck} />
          {t('icsCheck.fine')}
        </p>
      )}
      <Clients report={report} />
      {SEVERITIES.filter((severity) => count(severity) > 0).map((severity) => (
        <section key={severity} class="stack stack--tight">
          <h2>
            {t(`icsCheck.severities.${severity}`)} <span class="muted figures">{count(severity)}</span>
          </h2>
          <ul class="findings">
            {grouped(report.findings.filter((one) => one.severity === severity)).map((findings) => (
              <RuleItem key={`${findings[0].rule} ${findings[0].what ?? ''}`} findings={findings} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};
