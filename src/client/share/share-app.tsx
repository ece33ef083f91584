import { productName } from '../shared/product.ts';
import './share.css';
import { CircleAlert, CloudOff, Link2Off, type LucideIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SharedBody } from '../../contract/http/document.ts';
import { type ApiProblem, asProblem, callApi, type ProblemCode } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { t } from '../shared/language.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { problemText } from '../shared/problem-text.ts';
import { Toasts } from '../shared/toast.tsx';
import { sharedPath } from './share-address.ts';
import { SharedPage } from './shared-page.tsx';
import { SharedRecording } from './shared-recording.tsx';

const UNKNOWN: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unknown-link',
  'link-revoked',
  'not-found',
  'invalid-input',
]);

interface Trouble {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly again: boolean;
}

const troubleOf = (problem: ApiProblem): Trouble => {
  if (UNKNOWN.has(problem.code))
    return { icon: Link2Off, title: t('share.unknown.title'), text: t('share.unknown.text'), again: false };
  if (problem.code === 'unreachable' || problem.code === 'unavailable')
    return { icon: CloudOff, title: t('share.offline.title'), text: t('share.offline.text'), again: true };
  return { icon: CircleAlert, title: t('share.problem.title'), text: problemText(problem), again: true };
};

const TroubleCard = ({ trouble, onRetry }: { readonly trouble: Trouble; readonly onRetry: () => void }) => (
  <section class="card shared" role="alert">
    <span class="shared__badge">
      <Icon of={trouble.icon} size={24} />
    </span>
    <h1>{trouble.title}</h1>
    <p>{trouble.text}</p>
    {trouble.again && (
      <p>
        <Button kind="primary" large onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </p>
    )}
  </section>
);

const Skeleton = () => (
  <div class="card shared" role="status" aria-label={t('share.loading')}>
    <div class="skeleton shared__skeleton" />
    <div class="skeleton shared__skeleton shared__skeleton--block" />
  </div>
);

interface FrameProps {
  /** Lays itself out. */
  readonly bare?: boolean;
  readonly children: ComponentChildren;
}

const Frame = ({ bare = false, children }: FrameProps) => (
  <>
    <a class="skip-link" href="#content">
      {t('common.skipToContent')}
    </a>
    <PageHeader />
    <main class={bare ? '' : 'quiet-page shared-page'} id="content" tabIndex={-1}>
      {children}
    </main>
    <Toasts />
  </>
);

/** What a guest with a link sees: a file, or a folder and what is in it. */
export const ShareApp = ({ token }: { readonly token: string }) => {
  const [folder, setFolder] = useState('');
  const [shared, setShared] = useState<SharedBody>();
  const [problem, setProblem] = useState<ApiProblem>();
  const load = (): void => {
    setProblem(undefined);
    callApi<SharedBody>('GET', sharedPath(token, folder, 0)).then(setShared, (thrown: unknown) =>
      setProblem(asProblem(thrown)),
    );
  };
  useEffect(load, [token, folder]);
  const more = (): void => {
    if (!shared) return;
    callApi<SharedBody>('GET', sharedPath(token, folder, shared.documents.length)).then(
      (next) => setShared({ ...next, documents: [...shared.documents, ...next.documents] }),
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };

  const trouble = problem && troubleOf(problem);
  const title = trouble?.title ?? shared?.document.name;
  useEffect(() => {
    if (title !== undefined) document.title = `${title} – ${productName()}`;
  }, [title]);
  if (trouble)
    return (
      <Frame>
        <TroubleCard trouble={trouble} onRetry={load} />
      </Frame>
    );
  if (shared?.document.recordingId !== undefined)
    return (
      <Frame bare={true}>
        <SharedRecording token={token} />
      </Frame>
    );
  return (
    <Frame>
      {shared ? <SharedPage token={token} shared={shared} onFolder={setFolder} onMore={more} /> : <Skeleton />}
    </Frame>
  );
};
