import './rsvp.css';
import { CircleAlert, CloudOff, Link2Off, type LucideIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Rsvp } from '../../contract/http/answer.ts';
import { type ApiProblem, asProblem, callApi, type ProblemCode } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { suggestLanguage, t } from '../shared/language.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { problemText } from '../shared/problem-text.ts';
import type { RsvpAddress } from './rsvp-address.ts';
import { RsvpPage } from './rsvp-page.tsx';

interface Trouble {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly again: boolean;
}

const UNKNOWN: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unknown-link',
  'link-revoked',
  'not-found',
  'invalid-input',
]);

const troubleOf = (problem: ApiProblem): Trouble => {
  if (UNKNOWN.has(problem.code))
    return { icon: Link2Off, title: t('rsvp.unknown.title'), text: t('rsvp.unknown.text'), again: false };
  if (problem.code === 'unreachable' || problem.code === 'unavailable')
    return { icon: CloudOff, title: t('rsvp.offline.title'), text: t('rsvp.offline.text'), again: true };
  return { icon: CircleAlert, title: t('rsvp.problem.title'), text: problemText(problem), again: true };
};

const TroublePage = ({ trouble, onRetry }: { readonly trouble: Trouble; readonly onRetry: () => void }) => (
  <section class="card rsvp" role="alert">
    <span class="rsvp__badge">
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
  <div class="card rsvp" role="status" aria-label={t('rsvp.loading')}>
    <div class="skeleton rsvp__skeleton" />
    <div class="skeleton rsvp__skeleton rsvp__skeleton--line" />
    <div class="skeleton rsvp__skeleton rsvp__skeleton--block" />
  </div>
);

const Frame = ({ children }: { readonly children: ComponentChildren }) => (
  <>
    <a class="skip-link" href="#content">
      {t('common.skipToContent')}
    </a>
    <PageHeader />
    <main class="quiet-page rsvp-page" id="content" tabIndex={-1}>
      {children}
    </main>
  </>
);

/** From a mail's link to the answer. Opening it asks, and changes nothing. */
export const RsvpApp = ({ address }: { readonly address: RsvpAddress }) => {
  const [rsvp, setRsvp] = useState<Rsvp>();
  const [problem, setProblem] = useState<ApiProblem>();
  const load = (): void => {
    setProblem(undefined);
    callApi<Rsvp>('GET', `/rsvp/${encodeURIComponent(address.token)}`).then(
      (loaded) => {
        suggestLanguage(loaded.language);
        setRsvp(loaded);
      },
      (thrown: unknown) => setProblem(asProblem(thrown)),
    );
  };
  useEffect(load, [address.token]);

  const trouble = problem && troubleOf(problem);
  const title = trouble?.title ?? (rsvp ? t('rsvp.pageTitle', { title: rsvp.title || t('rsvp.untitled') }) : undefined);
  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);

  if (trouble)
    return (
      <Frame>
        <TroublePage trouble={trouble} onRetry={load} />
      </Frame>
    );
  return <Frame>{rsvp ? <RsvpPage address={address} rsvp={rsvp} onChanged={setRsvp} /> : <Skeleton />}</Frame>;
};
