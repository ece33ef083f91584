import '../../mails/mails-page.css';
import './overview-page.css';
import { useEffect, useState } from 'preact/hooks';
import type { Overview, OverviewSpan } from '../../../../contract/http/overview.ts';
import { callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { t } from '../../../shared/language.ts';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { AttentionList } from './attention-list.tsx';
import { DiskPicture } from './disk-picture.tsx';
import { ForecastPart } from './forecast-part.tsx';
import { addOverviewTexts } from './overview-texts.ts';
import { UsagePictures } from './usage-pictures.tsx';

addOverviewTexts();

const SPANS: readonly OverviewSpan[] = ['hour', 'day', 'week', 'month'];
/** It is measured once a minute. */
const AGAIN_MS = 60_000;

const Spans = ({ span, onSpan }: { readonly span: OverviewSpan; readonly onSpan: (span: OverviewSpan) => void }) => (
  // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields
  <div class="row" role="group" aria-label={t('overview.spans.label')}>
    {SPANS.map((name) => (
      <Button key={name} kind="quiet" class="filters__item" aria-pressed={span === name} onClick={() => onSpan(name)}>
        {t(`overview.spans.${name}`)}
      </Button>
    ))}
  </div>
);

const Waiting = () => (
  <div class="pictures" aria-busy="true">
    {[0, 1, 2, 3, 4, 5].map((index) => (
      <div key={index} class="skeleton picture--waiting" />
    ))}
  </div>
);

/** The first page of the console. */
export const OverviewPage = () => {
  const [span, setSpan] = useState<OverviewSpan>('day');
  const { value, problem, reload } = useLoaded(span, () => callApi<Overview>('GET', `/admin/overview?span=${span}`));
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, []);

  return (
    <AdminScreen broad={true} title={t('overview.title')} intro={t('overview.intro')}>
      {value && <AttentionList attention={value.attention} />}
      <Spans span={span} onSpan={setSpan} />
      {problem && !value && <LoadProblem problem={problem} onRetry={reload} />}
      {!problem && !value && <Waiting />}
      {value && (
        <div class="pictures">
          <UsagePictures overview={value} />
          <DiskPicture disk={value.disk} />
        </div>
      )}
      <ForecastPart />
    </AdminScreen>
  );
};
