import '../groups/groups-page.css';
import { useState } from 'preact/hooks';
import type { HolderList, LicenceBody } from '../../../../contract/http/licence.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Avatar } from '../../../shared/avatar.tsx';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';

type Holder = HolderList['holders'][number];

const Row = ({ holder: { name, email, own, groups } }: { readonly holder: Holder }) => (
  <li class="people__one">
    <Avatar name={name} />
    <div class="people__who">
      <p>{name}</p>
      <p class="muted small">{email}</p>
    </div>
    <div class="row people__marks">
      {own && <span class="badge">{t('rights.licences.own')}</span>}
      {groups.map((group) => (
        <span key={group} class="badge">
          {group}
        </span>
      ))}
    </div>
  </li>
);

interface HoldersDialogProps {
  readonly service: LicenceBody['service'];
  readonly onClose: () => void;
}

/** Who takes the seats of a licence, and whether by themselves or by a group. */
export const HoldersDialog = ({ service, onClose }: HoldersDialogProps) => {
  const [search, setSearch] = useState('');
  const [busy, setBusy] = useState(false);
  const load = (offset: number): Promise<HolderList> =>
    callApi<HolderList>(
      'GET',
      `/admin/licences/${service}/holders?${new URLSearchParams({ search, offset: String(offset) })}`,
    );
  const { value, problem, reload, put } = useLoaded(search, () => load(0));
  const showMore = async ({ holders }: HolderList): Promise<void> => {
    setBusy(true);
    try {
      const next = await load(holders.length);
      const known = new Set(holders.map(({ id }) => id));
      put({ total: next.total, holders: [...holders, ...next.holders.filter(({ id }) => !known.has(id))] });
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(false);
  };
  return (
    <Dialog
      title={t('rights.licences.holders', { service: t(`rights.names.${service}`) })}
      wide={true}
      onClose={onClose}
    >
      <div class="stack holders">
        <TextField label={t('rights.licences.search')} type="search" value={search} onText={setSearch} />
        {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
        {!value && !problem && <div class="skeleton people__waiting" aria-busy="true" />}
        {value?.total === 0 && (
          <p class="muted">{t(search === '' ? 'rights.licences.nobody' : 'rights.licences.nobodyFound')}</p>
        )}
        {value && value.total > 0 && (
          <>
            <ul class="people">
              {value.holders.map((holder) => (
                <Row key={holder.id} holder={holder} />
              ))}
            </ul>
            <div class="row people__more">
              <p class="muted small figures">
                {t('rights.groups.shown', { shown: value.holders.length, total: value.total })}
              </p>
              {value.holders.length < value.total && (
                <Button busy={busy} onClick={() => void showMore(value)}>
                  {t('rights.groups.more')}
                </Button>
              )}
            </div>
          </>
        )}
        <p class="muted small">{t('rights.licences.suspendedHint')}</p>
      </div>
    </Dialog>
  );
};
