import { Copy } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../shared/button.tsx';
import { copyText } from '../shared/copy-text.ts';
import { t } from '../shared/language.ts';
import type { ApiCall, JsonSchema } from './api-document.ts';
import { curlOf, exampleOf, fieldsOf, typeWords } from './schema-example.ts';

const Code = ({ text }: { readonly text: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by the keyboard
  <pre class="api-code" tabIndex={0}>
    {text}
  </pre>
);

const Fields = ({ lines }: { readonly lines: ReturnType<typeof fieldsOf> }) => (
  <table class="api-fields">
    <tbody>
      {lines.map(({ name, type, required }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>
            {type}
            {required && <span class="muted"> · {t('apiDocs.required')}</span>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const SchemaPart = ({ title, schema }: { readonly title: string; readonly schema: JsonSchema }) => {
  const lines = fieldsOf(schema);
  return (
    <section class="api-part">
      <h3>{title}</h3>
      {lines.length > 0 ? <Fields lines={lines} /> : <p>{typeWords(schema)}</p>}
      <p class="muted small">{t('apiDocs.exampleOf')}</p>
      <Code text={JSON.stringify(exampleOf(schema), null, 2)} />
    </section>
  );
};

const scopesText = ({ who, scopes }: ApiCall): string => {
  if (scopes === null) return t('apiDocs.noToken');
  if (who === 'anyone' || scopes === undefined) return '–';
  return scopes.length === 0 ? t('apiDocs.anyToken') : scopes.join(', ');
};

const Parameters = ({ title, list }: { readonly title: string; readonly list: ApiCall['query'] }) =>
  list.length === 0 ? null : (
    <section class="api-part">
      <h3>{title}</h3>
      <Fields lines={list.map(({ name, required, schema }) => ({ name, required, type: typeWords(schema) }))} />
    </section>
  );

const Details = ({ call, base }: { readonly call: ApiCall; readonly base: string }) => {
  const curl = curlOf(call, base);
  return (
    <div class="api-call__body">
      <dl class="api-call__facts">
        <dt>{t('apiDocs.whoLabel')}</dt>
        <dd>{t(`apiDocs.who.${call.who}`)}</dd>
        <dt>{t('apiDocs.scopes')}</dt>
        <dd>{scopesText(call)}</dd>
      </dl>
      <section class="api-part">
        <h3>{t('apiDocs.example')}</h3>
        <Code text={curl} />
        <div class="row">
          <Button icon={Copy} onClick={() => void copyText(curl)}>
            {t('apiDocs.copyCurl')}
          </Button>
        </div>
      </section>
      <Parameters title={t('apiDocs.inPath')} list={call.inPath} />
      <Parameters title={t('apiDocs.query')} list={call.query} />
      {call.body && <SchemaPart title={t('apiDocs.body')} schema={call.body} />}
      {call.answer ? (
        <SchemaPart title={`${t('apiDocs.answer')} ${call.status}`} schema={call.answer} />
      ) : (
        <section class="api-part">
          <h3>
            {t('apiDocs.answer')} {call.status}
          </h3>
          {call.status === '204' && <p class="muted">{t('apiDocs.answerNothing')}</p>}
        </section>
      )}
    </div>
  );
};

/** One call: a line, and all of it when it is opened. */
export const CallView = ({ call, base }: { readonly call: ApiCall; readonly base: string }) => {
  const [open, setOpen] = useState(location.hash === `#${call.id}`);
  return (
    <details
      class="api-call"
      id={call.id}
      open={open}
      onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>
        <span class={`api-call__method api-call__method--${call.method}`}>{call.method}</span>
        <span class="api-call__path">{call.path}</span>
        <span class="api-call__summary" lang="en">
          {call.summary}
        </span>
      </summary>
      {open && <Details call={call} base={base} />}
    </details>
  );
};
