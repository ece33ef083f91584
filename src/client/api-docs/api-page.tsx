import './api-page.css';
import { useEffect, useState } from 'preact/hooks';
import { type ApiProblem, asProblem, callApi } from '../shared/api.ts';
import { TextField } from '../shared/field.tsx';
import { t } from '../shared/language.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { problemText } from '../shared/problem-text.ts';
import { type ApiCall, type ApiDocument, callsOf, isFound } from './api-document.ts';
import { CallView } from './call-view.tsx';

const anchorOf = (tag: string): string => `group-${tag.toLowerCase().replace(/[^a-z]+/g, '-')}`;

interface GroupProps {
  readonly tag: string;
  readonly calls: readonly ApiCall[];
  readonly base: string;
}

const Group = ({ tag, calls, base }: GroupProps) => (
  <section class="api__group" id={anchorOf(tag)} aria-label={tag}>
    <h2 lang="en">{tag}</h2>
    {calls.map((call) => (
      <CallView key={call.id} call={call} base={base} />
    ))}
  </section>
);

const Description = ({ document: api }: { readonly document: ApiDocument }) => {
  const [text, setText] = useState('');
  const base = api.servers[0]?.url ?? '';
  const found = callsOf(api).filter((call) => isFound(call, text.trim()));
  const groups = api.tags
    .map(({ name }) => ({ tag: name, calls: found.filter((call) => call.tag === name) }))
    .filter(({ calls }) => calls.length > 0);
  // What an address of this page names is drawn only now.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  return (
    <div class="api">
      <nav class="api__groups" aria-label={t('apiDocs.groups')}>
        {groups.map(({ tag }) => (
          <a key={tag} href={`#${anchorOf(tag)}`} lang="en">
            {tag}
          </a>
        ))}
      </nav>
      <main class="api__main" id="content" tabIndex={-1}>
        <header class="api__head">
          <h1>{t('apiDocs.title')}</h1>
          <p class="muted">{t('apiDocs.intro', { base })}</p>
          <p class="api__links">
            <a href="/account#api-tokens">{t('apiDocs.tokens')}</a>
            <a href="/api/v1/openapi.json">{t('apiDocs.file')}</a>
          </p>
        </header>
        <TextField
          label={t('apiDocs.search')}
          type="search"
          placeholder={t('apiDocs.searchPlaceholder')}
          autoComplete="off"
          spellcheck={false}
          value={text}
          onText={setText}
        />
        <p class="muted small figures" role="status">
          {found.length === 0 ? t('apiDocs.nothing') : t('apiDocs.found', { count: found.length })}
        </p>
        {groups.map((group) => (
          <Group key={group.tag} {...group} base={base} />
        ))}
        <section class="api-part">
          <h2>{t('apiDocs.refusals')}</h2>
          <p>{t('apiDocs.refusalsText')}</p>
        </section>
      </main>
    </div>
  );
};

/** Everything that programs can ask of this server, from the description that it gives of itself. */
export const ApiPage = () => {
  const [api, setApi] = useState<ApiDocument>();
  const [problem, setProblem] = useState<ApiProblem>();
  const title = t('apiDocs.title');
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    callApi<ApiDocument>('GET', '/openapi.json').then(setApi, (thrown: unknown) => setProblem(asProblem(thrown)));
  }, []);
  return (
    <>
      <a class="skip-link" href="#content">
        {t('common.skipToContent')}
      </a>
      <PageHeader />
      {api && <Description document={api} />}
      {!api && (
        <main class="api" id="content" tabIndex={-1}>
          {problem ? <p role="alert">{problemText(problem)}</p> : <div class="skeleton api-call" aria-busy="true" />}
        </main>
      )}
    </>
  );
};
