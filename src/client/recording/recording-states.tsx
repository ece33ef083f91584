import { CircleAlert, CloudOff, Hourglass, Link2Off, Lock, type LucideIcon, Mic, Pause, Trash2 } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { RecordingPage } from '../../contract/http/recording.ts';
import { type ApiProblem, asProblem, callApi } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { locale, t } from '../shared/language.ts';
import { problemText } from '../shared/problem-text.ts';
import { DeleteButton } from './parts/delete-button.tsx';
import { RecordingHead } from './parts/recording-head.tsx';
import { type RecordingSource, RecordingSourceContext } from './recording-source.ts';

/** Holds the space of what loads. */
export const RecordingSkeleton = () => (
  <div class="recording" role="status" aria-label={t('recording.loading')}>
    <div class="skeleton recording__skeleton-title" />
    <div class="skeleton recording__skeleton-line" />
    <div class="skeleton recording__skeleton-player" />
    <div class="skeleton recording__skeleton-lanes" />
  </div>
);

interface StandstillProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly alert?: boolean;
  readonly children?: ComponentChildren;
}

/** What there is instead of a recording: a sentence, and where to go. */
const Standstill = ({ icon, title, text, alert = false, children }: StandstillProps) => (
  <section class="card recording-state" {...(alert ? { role: 'alert' } : {})}>
    <span class="recording-state__badge">
      <Icon of={icon} size={24} />
    </span>
    <h1>{title}</h1>
    <p>{text}</p>
    {children !== undefined && <p class="row">{children}</p>}
  </section>
);

interface TroubleProps {
  readonly problem: ApiProblem;
  readonly from: RecordingSource;
  readonly onRetry: () => void;
}

export const RecordingTrouble = ({ problem, from, onRetry }: TroubleProps) => {
  const { code } = problem;
  const calendar = (
    <a class="button button--primary" href="/">
      {t('recording.states.toCalendar')}
    </a>
  );
  const again = (
    <Button kind="primary" onClick={onRetry}>
      {t('common.retry')}
    </Button>
  );
  if (code === 'not-signed-in') {
    const next = encodeURIComponent(`${location.pathname}${location.hash}`);
    return (
      <Standstill icon={Lock} title={t('recording.states.signIn.title')} text={t('recording.states.signIn.text')}>
        <a class="button button--primary" href={`/sign-in?next=${next}`}>
          {t('recording.states.signIn.action')}
        </a>
      </Standstill>
    );
  }
  if (code === 'link-revoked' || (from.shared && (code === 'unknown-link' || code === 'not-found')))
    return (
      <Standstill
        icon={Link2Off}
        title={t('recording.states.expired.title')}
        text={t('recording.states.expired.text')}
        alert={true}
      />
    );
  if (code === 'not-allowed')
    return (
      <Standstill
        icon={Lock}
        title={t('recording.states.notAllowed.title')}
        text={t('recording.states.notAllowed.text')}
        alert={true}
      >
        {calendar}
      </Standstill>
    );
  if (code === 'not-found' || code === 'unknown-link' || code === 'invalid-input')
    return (
      <Standstill
        icon={Link2Off}
        title={t('recording.states.gone.title')}
        text={t('recording.states.gone.text')}
        alert={true}
      >
        {calendar}
      </Standstill>
    );
  if (code === 'unreachable' || code === 'unavailable')
    return (
      <Standstill
        icon={CloudOff}
        title={t('recording.states.offline.title')}
        text={t('recording.states.offline.text')}
        alert={true}
      >
        {again}
      </Standstill>
    );
  return (
    <Standstill icon={CircleAlert} title={t('recording.states.problem')} text={problemText(problem)} alert={true}>
      {again}
    </Standstill>
  );
};

export const DeletedRecording = () => (
  <Standstill icon={Trash2} title={t('recording.states.deleted.title')} text={t('recording.states.deleted.text')}>
    <a class="button button--primary" href="/documents">
      {t('recording.states.toDocuments')}
    </a>
    <a class="button" href="/documents/bin">
      {t('recording.states.bin')}
    </a>
  </Standstill>
);

const Progress = ({ part }: { readonly part: number }) => {
  const percent = new Intl.NumberFormat(locale.value, { style: 'percent' }).format(Math.floor(part * 100) / 100);
  return (
    <div class="recording-progress">
      <progress
        class="recording-progress__bar"
        value={part}
        max={1}
        aria-label={t('recording.states.rendering.title')}
      />
      <span class="figures">{t('recording.states.rendering.progress', { percent })}</span>
    </div>
  );
};

const Retry = ({ id, onChanged }: { readonly id: string; readonly onChanged: () => void }) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const retry = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await callApi('POST', `/recordings/${encodeURIComponent(id)}/retry`);
      onChanged();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {problem && (
        <p class="notice notice--problem" role="alert">
          {problemText(problem)}
        </p>
      )}
      <Button kind="primary" busy={busy} onClick={() => void retry()}>
        {t('recording.states.failed.again')}
      </Button>
    </>
  );
};

interface UnreadyProps {
  readonly page: RecordingPage;
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

const ICONS = { recording: Mic, paused: Pause, stopped: Hourglass, rendering: Hourglass, failed: CircleAlert } as const;

/** Still being made, or it could not be. */
export const UnreadyRecording = ({ page, onChanged, onDeleted }: UnreadyProps) => {
  const { shared } = useContext(RecordingSourceContext);
  // Its sound was thrown away: nothing else takes it from a recording that is ready.
  if (page.state === 'ready') return <DeletedRecording />;
  const { state } = page;
  const failed = state === 'failed';
  const live = state === 'recording' || state === 'paused';
  const text =
    failed && !page.mine
      ? t('recording.states.failed.others', { name: page.organizerName })
      : t(`recording.states.${state}.text`);
  return (
    <div class="recording recording--unready">
      <RecordingHead page={page} />
      <section class="card recording-state" aria-live="polite">
        <span class={`recording-state__badge recording-state__badge--${state}`}>
          <Icon of={ICONS[state]} size={24} />
        </span>
        <h2>{t(`recording.states.${state}.title`)}</h2>
        <p>{text}</p>
        {state === 'rendering' && <Progress part={page.progress ?? 0} />}
        <div class="row">
          {failed && page.mine && <Retry id={page.id} onChanged={onChanged} />}
          {live && !shared && (
            <a class="button" href={`/m/${page.meetingId}`}>
              {t('recording.states.join')}
            </a>
          )}
          {failed && page.mine && <DeleteButton id={page.id} onDeleted={onDeleted} />}
        </div>
      </section>
    </div>
  );
};
