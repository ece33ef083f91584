import './app-passwords.css';
import './api-tokens.css';
import { KeySquare, Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { API_SCOPES } from '../../../base/api-scopes.ts';
import type { ApiTokenBody, ApiTokenList, NewApiToken } from '../../../contract/http/api-token.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { formatDate, formatRelative } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { wallDate } from '../../shared/wall-time.ts';
import { addIntegrationTexts } from '../admin/webhooks/integration-texts.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { now } from '../parts/now.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { displayZone } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { ApiTokenForm } from './api-token-form.tsx';
import { ShownOnce } from './shown-once.tsx';

addIntegrationTexts();

const RECENT_MS = 2 * 60_000;

const dayOf = (instant: string): string => formatDate(wallDate(Date.parse(instant), displayZone.value));

const usedText = ({ usedAt }: ApiTokenBody): string => {
  if (usedAt === null) return t('integrations.tokens.neverUsed');
  const at = Date.parse(usedAt);
  if (now.value - at < RECENT_MS) return t('integrations.tokens.usedNow');
  return t('integrations.tokens.used', { when: formatRelative(at, now.value) });
};

const lifeText = ({ createdAt, expiresAt }: ApiTokenBody): string => {
  if (expiresAt === null) return t('integrations.tokens.created', { day: dayOf(createdAt) });
  const over = Date.parse(expiresAt) <= now.value;
  return t(over ? 'integrations.tokens.expired' : 'integrations.tokens.expires', { day: dayOf(expiresAt) });
};

const One = ({ one, onRevoke }: { readonly one: ApiTokenBody; readonly onRevoke: () => void }) => (
  <li class="devices__one">
    <Icon of={KeySquare} />
    <div class="devices__text">
      <p>{one.name}</p>
      <p class="muted small">{API_SCOPES.filter((scope) => one.scopes.includes(scope)).join(' · ')}</p>
      <p class="muted small">
        {lifeText(one)} · {usedText(one)}
      </p>
    </div>
    <Button aria-label={t('integrations.tokens.revokeLabel', { name: one.name })} onClick={onRevoke}>
      {t('integrations.tokens.revoke')}
    </Button>
  </li>
);

interface RevokeDialogProps {
  readonly one: ApiTokenBody;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

const RevokeDialog = ({ one, onClose, onRevoked }: RevokeDialogProps) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const revoke = async (): Promise<void> => {
    setBusy(true);
    try {
      await callApi('DELETE', `/api-tokens/${encodeURIComponent(one.id)}`);
      onClose();
      onRevoked();
      showToast({ kind: 'success', text: t('integrations.tokens.revoking.done') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('integrations.tokens.revoking.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void revoke()}>
            {t('integrations.tokens.revoking.action')}
          </Button>
        </>
      }
    >
      {problem && <ProblemNotice problem={problem} />}
      <p>{t('integrations.tokens.revoking.text', { name: one.name })}</p>
    </Dialog>
  );
};

const Tokens = () => {
  const { value, problem, reload, put } = useLoaded('api-tokens', () => callApi<ApiTokenList>('GET', '/api-tokens'));
  const [making, setMaking] = useState(false);
  const [fresh, setFresh] = useState<NewApiToken>();
  const [revoking, setRevoking] = useState<ApiTokenBody>();
  if (!value)
    return problem ? (
      <LoadProblem problem={problem} onRetry={reload} />
    ) : (
      <div class="skeleton devices__one" aria-busy="true" />
    );
  const { apiTokens } = value;
  const full = apiTokens.length >= LIMITS.apiTokens;
  return (
    <>
      {apiTokens.length === 0 ? (
        <p class="muted">{t('integrations.tokens.empty')}</p>
      ) : (
        <ul class="devices">
          {apiTokens.map((one) => (
            <One key={one.id} one={one} onRevoke={() => setRevoking(one)} />
          ))}
        </ul>
      )}
      {fresh && (
        <ShownOnce
          key={fresh.id}
          title={t('integrations.tokens.box.title', { name: fresh.name })}
          once={t('integrations.tokens.box.once')}
          label={t('integrations.tokens.box.token')}
          secret={fresh.token}
          copyLabel={t('integrations.tokens.box.copy')}
          done={t('integrations.tokens.box.done')}
          onDone={() => setFresh(undefined)}
        />
      )}
      {!fresh && full && <p class="muted">{t('integrations.tokens.most', { count: LIMITS.apiTokens })}</p>}
      {!fresh && !full && !making && (
        <div class="row">
          <Button icon={Plus} onClick={() => setMaking(true)}>
            {t('integrations.tokens.add')}
          </Button>
        </div>
      )}
      {!fresh && making && (
        <ApiTokenForm
          onCancel={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setFresh(made);
            reload();
          }}
        />
      )}
      {revoking && (
        <RevokeDialog
          one={revoking}
          onClose={() => setRevoking(undefined)}
          onRevoked={() => {
            put({ apiTokens: apiTokens.filter(({ id }) => id !== revoking.id) });
            if (fresh?.id === revoking.id) setFresh(undefined);
          }}
        />
      )}
    </>
  );
};

/** Keys of one's own programs to the API. */
export const ApiTokens = () => (
  <section class="card stack" id="api-tokens">
    <div class="settings__head">
      <h2>{t('integrations.tokens.title')}</h2>
      <p class="muted">
        {t('integrations.tokens.intro')} <a href="/api">{t('integrations.tokens.docs')}</a>
      </p>
    </div>
    <Tokens />
  </section>
);
