import { CircleAlert, CircleCheck, ShieldCheck } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { AuditCheck } from '../../../../contract/http/audit.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { formatDayAndTime } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { displayZone } from '../../shell/session.ts';

const day = (moment: string): string => formatDayAndTime(moment, displayZone.value);

const verdict = ({ lines, broken }: AuditCheck): string => {
  if (broken?.how === 'missing') return t('audit.check.missing', { id: broken.id });
  if (broken) return t('audit.check.changed', { id: broken.id, when: broken.at === undefined ? '' : day(broken.at) });
  return lines === 0 ? t('audit.check.none') : t('audit.check.well', { count: lines });
};

/** Whether every line is as it was written. */
export const AuditCheckPart = () => {
  const [check, setCheck] = useState<AuditCheck>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const verify = async (): Promise<void> => {
    setBusy(true);
    try {
      setCheck(await callApi<AuditCheck>('GET', '/admin/audit/check'));
      setProblem(undefined);
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };
  return (
    <section class="card stack" aria-labelledby="audit-check">
      <h2 id="audit-check">{t('audit.check.action')}</h2>
      <p class="muted">{t('audit.check.hint')}</p>
      <p class="row">
        <Button icon={ShieldCheck} busy={busy} onClick={() => void verify()}>
          {t('audit.check.action')}
        </Button>
      </p>
      <div role="status">
        {check && (
          <p class={`notice ${check.broken ? 'notice--problem' : 'notice--live'}`}>
            <Icon of={check.broken ? CircleAlert : CircleCheck} />
            {verdict(check)}
          </p>
        )}
        {check?.keptFrom !== undefined && (
          <p class="muted small">{t('audit.check.keptFrom', { when: day(check.keptFrom) })}</p>
        )}
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </section>
  );
};
