import { useState } from 'preact/hooks';
import type { Embedding } from '../../../../contract/http/embedding.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Field } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';

/** `embeddingSchema` of the contract. */
const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { origin, protocol, hostname } = new URL(text);
  return origin === text && (protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname));
};

const originsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .map((one) => one.toLowerCase().replace(/\/$/, ''))
      .filter((one) => one !== ''),
  ),
];

const Form = ({ embedding }: { readonly embedding: Embedding }) => {
  const [text, setText] = useState(embedding.origins.join('\n'));
  const [wrong, setWrong] = useState<string>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    const origins = originsIn(text);
    const bad = origins.filter((one) => !isOrigin(one));
    setWrong(bad.length > 0 ? t('integrations.embedding.wrong', { list: bad.join(', ') }) : undefined);
    if (bad.length > 0) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await callApi<Embedding>('PUT', '/admin/embedding', { origins });
      setText(saved.origins.join('\n'));
      showToast({ kind: 'success', text: t('integrations.embedding.saved') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <form
      class="stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      {problem && <ProblemNotice problem={problem} />}
      <Field label={t('integrations.embedding.origins')} hint={t('integrations.embedding.hint')} problem={wrong}>
        {(control) => (
          <textarea
            {...control}
            class="input"
            rows={3}
            spellcheck={false}
            autoCapitalize="none"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div class="row row--end">
        <Button type="submit" kind="primary" busy={busy}>
          {t('integrations.embedding.save')}
        </Button>
      </div>
    </form>
  );
};

/** Which sites may show a room in a frame. */
export const EmbeddingPart = () => {
  const { value, problem, reload } = useLoaded('embedding', () => callApi<Embedding>('GET', '/admin/embedding'));
  return (
    <section class="card stack" id="embedding">
      <div class="settings__head">
        <h2>{t('integrations.embedding.title')}</h2>
        <p class="muted">{t('integrations.embedding.intro')}</p>
      </div>
      {value && <Form embedding={value} />}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton devices__one" aria-busy="true" />}
    </section>
  );
};
