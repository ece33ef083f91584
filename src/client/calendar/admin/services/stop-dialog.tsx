import { useState } from 'preact/hooks';
import type { ServiceBody, ServiceList } from '../../../../contract/http/service.ts';
import { type ApiProblem, asProblem } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { t } from '../../../shared/language.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** Who is cut off at this moment; empty: nobody. */
const nowText = (name: ServiceBody['name'], { rooms, calls }: ServiceList['now']): string => {
  if (name === 'webmeeting' && rooms > 0) return t('services.stopping.webmeetingNow', { count: rooms });
  if (name === 'telephone' && calls > 0) return t('services.stopping.telephoneNow', { count: calls });
  return '';
};

interface StopDialogProps {
  readonly name: ServiceBody['name'];
  readonly now: ServiceList['now'];
  readonly onStop: () => Promise<void>;
  readonly onClose: () => void;
}

/** Says what a stop means for whom, before it is done. */
export const StopDialog = ({ name, now, onStop, onClose }: StopDialogProps) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const cut = nowText(name, now);
  const stop = async (): Promise<void> => {
    setBusy(true);
    try {
      await onStop();
      onClose();
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('services.stopping.title', { name: t(`services.names.${name}`) })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('services.stopping.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void stop()}>
            {t('services.stopping.confirm')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t(`services.stopping.${name}`)}</p>
        {cut !== '' && <p class="notice notice--waiting">{cut}</p>}
        <p class="muted">{t('services.stopping.stays')}</p>
        {problem && <ProblemNotice problem={problem} />}
      </div>
    </Dialog>
  );
};
