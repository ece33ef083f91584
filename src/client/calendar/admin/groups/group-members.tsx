import { useState } from 'preact/hooks';
import type { MemberBody, MemberList } from '../../../../contract/http/group.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Avatar } from '../../../shared/avatar.tsx';
import { Button } from '../../../shared/button.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AddMember } from './add-member.tsx';
import { rightsProblemText } from './rights-problem.ts';

/** Fewer are found at a glance. */
const SEARCHED_FROM = 10;

const sourceText = (source: string): string => {
  const [kind, provider = ''] = source.split(':', 2);
  return kind === 'ldap' ? t('rights.groups.bySource.ldap') : t('rights.groups.bySource.oidc', { provider });
};

interface MemberProps {
  readonly groupId: string;
  readonly member: MemberBody;
  readonly onGone: () => void;
}

const Member = ({ groupId, member, onGone }: MemberProps) => {
  const [busy, setBusy] = useState(false);
  const { id, name, email, suspended, source } = member;
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await callApi('DELETE', `/admin/groups/${groupId}/members/${id}`);
      showToast({ kind: 'success', text: t('rights.groups.taken', { name }) });
      onGone();
    } catch (thrown) {
      showToast({ kind: 'problem', text: rightsProblemText(asProblem(thrown)) });
      setBusy(false);
    }
  };
  return (
    <li class="people__one">
      <Avatar name={name} />
      <div class="people__who">
        <p>{name}</p>
        <p class="muted small">{email}</p>
      </div>
      <div class="row people__marks">
        {suspended && <span class="badge badge--waiting">{t('rights.groups.suspended')}</span>}
        {source === 'manual' ? (
          <Button busy={busy} aria-label={t('rights.groups.takeLabel', { name })} onClick={() => void remove()}>
            {t('rights.groups.take')}
          </Button>
        ) : (
          <span class="badge">{sourceText(source)}</span>
        )}
      </div>
    </li>
  );
};

/** Who is in a group; in, out, and found. */
export const GroupMembers = ({ groupId }: { readonly groupId: string }) => {
  const [search, setSearch] = useState('');
  const [busy, setBusy] = useState(false);
  const load = (offset: number): Promise<MemberList> =>
    callApi<MemberList>(
      'GET',
      `/admin/groups/${groupId}/members?${new URLSearchParams({ search, offset: String(offset) })}`,
    );
  const { value, problem, reload, put } = useLoaded(search, () => load(0));
  const showMore = async ({ members }: MemberList): Promise<void> => {
    setBusy(true);
    try {
      const next = await load(members.length);
      const known = new Set(members.map(({ id }) => id));
      put({ total: next.total, members: [...members, ...next.members.filter(({ id }) => !known.has(id))] });
    } catch (thrown) {
      showToast({ kind: 'problem', text: rightsProblemText(asProblem(thrown)) });
    }
    setBusy(false);
  };
  return (
    <section class="card stack">
      <h2>{t('rights.groups.people')}</h2>
      <AddMember groupId={groupId} onAdded={reload} />
      {(search !== '' || (value?.total ?? 0) >= SEARCHED_FROM) && (
        <TextField label={t('rights.groups.search')} type="search" value={search} onText={setSearch} />
      )}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton people__waiting" aria-busy="true" />}
      {value?.total === 0 && (
        <p class="muted">{t(search === '' ? 'rights.groups.nobody' : 'rights.groups.nobodyFound')}</p>
      )}
      {value && value.total > 0 && (
        <>
          <ul class="people">
            {value.members.map((member) => (
              <Member key={member.id} groupId={groupId} member={member} onGone={reload} />
            ))}
          </ul>
          {value.members.some(({ source }) => source !== 'manual') && (
            <p class="muted small">{t('rights.groups.sourceHint')}</p>
          )}
          {value.members.length < value.total && (
            <div class="row people__more">
              <p class="muted small figures">
                {t('rights.groups.shown', { shown: value.members.length, total: value.total })}
              </p>
              <Button busy={busy} onClick={() => void showMore(value)}>
                {t('rights.groups.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
};
