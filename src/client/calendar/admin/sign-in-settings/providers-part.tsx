import { KeyRound, Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ProviderBody, SignInSettingsBody } from '../../../../contract/http/sign-in.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ProviderDialog } from './provider-dialog.tsx';

interface RemoveDialogProps {
  readonly provider: ProviderBody;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

const RemoveDialog = ({ provider: { id, name }, onClose, onRemoved }: RemoveDialogProps) => {
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await callApi('DELETE', `/admin/sign-in-settings/providers/${encodeURIComponent(id)}`);
      showToast({ kind: 'success', text: t('signInSettings.providers.removed', { name }) });
      onClose();
      onRemoved();
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('signInSettings.providers.removeTitle', { name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void remove()}>
            {t('signInSettings.providers.remove')}
          </Button>
        </>
      }
    >
      <p>{t('signInSettings.providers.removeText')}</p>
    </Dialog>
  );
};

interface OneProps {
  readonly provider: ProviderBody;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

const One = ({ provider: { name, issuer, active }, onEdit, onRemove }: OneProps) => (
  <li class="sign-in-provider">
    <Icon of={KeyRound} />
    <div class="sign-in-provider__text">
      <p>
        {name}{' '}
        <span class={active ? 'badge badge--live' : 'badge'}>
          {t(active ? 'signInSettings.providers.on' : 'signInSettings.providers.off')}
        </span>
      </p>
      <p class="muted small">{issuer}</p>
    </div>
    <Button aria-label={t('signInSettings.providers.editLabel', { name })} onClick={onEdit}>
      {t('signInSettings.providers.edit')}
    </Button>
    <Button kind="quiet" aria-label={t('signInSettings.providers.removeTitle', { name })} onClick={onRemove}>
      {t('signInSettings.providers.remove')}
    </Button>
  </li>
);

interface ProvidersPartProps {
  readonly settings: SignInSettingsBody;
  readonly onSaved: (settings: SignInSettingsBody) => void;
}

/** Other services that say who somebody is. */
export const ProvidersPart = ({ settings, onSaved }: ProvidersPartProps) => {
  const [editing, setEditing] = useState<ProviderBody | 'new'>();
  const [removing, setRemoving] = useState<ProviderBody>();
  const { providers } = settings;
  const add = (
    <Button icon={Plus} onClick={() => setEditing('new')}>
      {t('signInSettings.providers.add')}
    </Button>
  );
  return (
    <section class="card stack" aria-labelledby="providers-title">
      <div>
        <h2 id="providers-title">{t('signInSettings.providers.title')}</h2>
        <p class="muted">{t('signInSettings.providers.text')}</p>
      </div>
      {providers.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title={t('signInSettings.providers.empty')}
          text={t('signInSettings.providers.emptyText')}
        >
          {add}
        </EmptyState>
      ) : (
        <>
          <ul class="sign-in-providers">
            {providers.map((provider) => (
              <One
                key={provider.id}
                provider={provider}
                onEdit={() => setEditing(provider)}
                onRemove={() => setRemoving(provider)}
              />
            ))}
          </ul>
          <div class="row row--end">{add}</div>
        </>
      )}
      {editing && (
        <ProviderDialog
          provider={editing === 'new' ? undefined : editing}
          settings={settings}
          onClose={() => setEditing(undefined)}
          onSaved={onSaved}
        />
      )}
      {removing && (
        <RemoveDialog
          provider={removing}
          onClose={() => setRemoving(undefined)}
          onRemoved={() => onSaved({ ...settings, providers: providers.filter(({ id }) => id !== removing.id) })}
        />
      )}
    </section>
  );
};
