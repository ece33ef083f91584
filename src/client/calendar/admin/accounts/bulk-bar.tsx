import { Ban, MailPlus, MinusCircle, PlayCircle, PlusCircle, UsersRound, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { RIGHTS } from '../../../../base/rights.ts';
import type { AccountBulk, AccountBulkAnswer } from '../../../../contract/http/admin-account.ts';
import type { GroupBody } from '../../../../contract/http/group.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Button, IconButton } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { t } from '../../../shared/language.ts';
import { Menu } from '../../../shared/menu.tsx';
import { showToast } from '../../../shared/toast.tsx';
import { reasonText, refusalText } from './refusal-text.ts';
import { RIGHT_ICONS } from './right-marks.tsx';

/** Of `AccountBulk`, without those it is done to. */
type Doing = AccountBulk extends infer One ? (One extends AccountBulk ? Omit<One, 'ids'> : never) : never;

const NAMED = 3;

const tell = ({ done, skipped }: AccountBulkAnswer): void => {
  if (done > 0) showToast({ kind: 'success', text: t('accounts.bulk.done', { count: done }) });
  const [first] = skipped;
  if (first === undefined) return;
  const list = skipped
    .slice(0, NAMED)
    .map(({ email }) => email)
    .join(', ');
  showToast({
    kind: 'problem',
    text: t('accounts.bulk.skipped', { count: skipped.length, list, reason: reasonText(first.code) }),
  });
};

interface BulkBarProps {
  readonly ids: readonly string[];
  readonly groups: readonly GroupBody[];
  readonly onDone: () => void;
  readonly onClear: () => void;
}

/** What can be done to all those who are selected. */
export const BulkBar = ({ ids, groups, onDone, onClear }: BulkBarProps) => {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  const act = async (doing: Doing): Promise<void> => {
    setBusy(true);
    try {
      tell(await callApi<AccountBulkAnswer>('POST', '/admin/accounts/bulk', { ...doing, ids }));
      setAsking(false);
      onDone();
    } catch (thrown) {
      showToast({ kind: 'problem', text: refusalText(asProblem(thrown)) });
    }
    setBusy(false);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields
    <div class="bulk-bar" role="group" aria-label={t('accounts.bulk.label')}>
      <strong class="figures" aria-live="polite">
        {t('accounts.bulk.selected', { count: ids.length })}
      </strong>
      {groups.length > 0 && (
        <Menu
          label={t('accounts.bulk.group')}
          groups={[
            {
              items: groups.map(({ id, name }) => ({
                label: name,
                onChoose: () => void act({ do: 'add-to-group', group: id }),
              })),
            },
          ]}
          button={(props) => (
            <Button {...props} icon={UsersRound}>
              {t('accounts.bulk.group')}
            </Button>
          )}
        />
      )}
      {(['give-right', 'take-right'] as const).map((what) => {
        const name = t(what === 'give-right' ? 'accounts.bulk.giveRight' : 'accounts.bulk.takeRight');
        return (
          <Menu
            key={what}
            label={name}
            groups={[
              {
                items: RIGHTS.map((right) => ({
                  label: t(`accounts.rights.${right}`),
                  icon: RIGHT_ICONS[right],
                  onChoose: () => void act({ do: what, right }),
                })),
              },
            ]}
            button={(props) => (
              <Button {...props} icon={what === 'give-right' ? PlusCircle : MinusCircle}>
                {name}
              </Button>
            )}
          />
        );
      })}
      <Button icon={MailPlus} busy={busy} onClick={() => void act({ do: 'invite' })}>
        {t('accounts.bulk.invite')}
      </Button>
      <Button icon={Ban} onClick={() => setAsking(true)}>
        {t('accounts.bulk.suspend')}
      </Button>
      <Button icon={PlayCircle} onClick={() => void act({ do: 'resume' })}>
        {t('accounts.bulk.resume')}
      </Button>
      <IconButton icon={X} label={t('accounts.bulk.clear')} onClick={onClear} />
      {asking && (
        <Dialog
          title={t('accounts.bulk.suspendTitle', { count: ids.length })}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
              <Button kind="danger" busy={busy} onClick={() => void act({ do: 'suspend' })}>
                {t('accounts.bulk.suspend')}
              </Button>
            </>
          }
        >
          <p>{t('accounts.bulk.suspendText')}</p>
        </Dialog>
      )}
    </div>
  );
};
