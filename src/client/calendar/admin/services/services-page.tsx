import './services-page.css';
import { CircleAlert, CircleCheck, CirclePause, RotateCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ServiceBody, ServiceList } from '../../../../contract/http/service.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { ServiceRow } from './service-row.tsx';
import { addServiceTexts } from './service-texts.ts';
import { StopDialog } from './stop-dialog.tsx';

addServiceTexts();

/** All of them in one line. */
const Summary = ({ services }: Pick<ServiceList, 'services'>) => {
  const troubled = services.filter(({ state }) => state === 'troubled').length;
  const stopped = services.filter(({ state }) => state === 'stopped').length;
  if (troubled > 0)
    return (
      <p class="notice notice--problem" role="status">
        <Icon of={CircleAlert} />
        {t('services.page.troubled', { count: troubled })}
      </p>
    );
  if (stopped > 0)
    return (
      <p class="notice notice--waiting" role="status">
        <Icon of={CirclePause} />
        {t('services.page.stopped', { count: stopped })}
      </p>
    );
  return (
    <p class="notice notice--live" role="status">
      <Icon of={CircleCheck} />
      {t('services.page.well')}
    </p>
  );
};

type Name = ServiceBody['name'];

/** What runs, what is wrong with it, and starting and stopping it. */
export const ServicesPage = () => {
  const { value, problem, reload, put } = useLoaded('services', () => callApi<ServiceList>('GET', '/admin/services'));
  const [stopping, setStopping] = useState<Name>();
  const [busy, setBusy] = useState<Name>();

  const start = async (name: Name): Promise<void> => {
    setBusy(name);
    try {
      const list = await callApi<ServiceList>('POST', `/admin/services/${name}/start`, {});
      put(list);
      const runs = list.services.some((one) => one.name === name && one.runs);
      const of = { name: t(`services.names.${name}`) };
      showToast(
        runs
          ? { kind: 'success', text: t('services.page.started', of) }
          : { kind: 'problem', text: t('services.page.notStarted', of) },
      );
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(undefined);
  };
  const stop = async (name: Name): Promise<void> => {
    put(await callApi<ServiceList>('POST', `/admin/services/${name}/stop`, {}));
    showToast({ kind: 'success', text: t('services.page.stoppedNow', { name: t(`services.names.${name}`) }) });
  };

  return (
    <AdminScreen broad title={t('admin.pages.services')} intro={t('services.page.intro')}>
      {value && (
        <>
          <div class="row services-head">
            <Summary services={value.services} />
            <Button kind="quiet" icon={RotateCw} onClick={reload}>
              {t('services.page.refresh')}
            </Button>
          </div>
          <ul class="card services">
            {value.services.map((service) => (
              <ServiceRow
                key={service.name}
                service={service}
                busy={busy === service.name}
                onStart={() => void start(service.name)}
                onStop={() => setStopping(service.name)}
              />
            ))}
          </ul>
        </>
      )}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton services-waiting" aria-busy="true" />}
      {value && stopping !== undefined && (
        <StopDialog
          name={stopping}
          now={value.now}
          onStop={() => stop(stopping)}
          onClose={() => setStopping(undefined)}
        />
      )}
    </AdminScreen>
  );
};
