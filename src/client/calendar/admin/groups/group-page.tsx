import './groups-page.css';
import { ArrowLeft, Contact } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { GroupBody } from '../../../../contract/http/group.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { GroupForm } from './group-form.tsx';
import { GroupMembers } from './group-members.tsx';
import { openGroup } from './opened-group.ts';
import { rightsProblemText } from './rights-problem.ts';

const DeleteDialog = ({ group, onClose }: { readonly group: GroupBody; readonly onClose: () => void }) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const remove = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await callApi('DELETE', `/admin/groups/${group.id}`);
      showToast({ kind: 'success', text: t('rights.groups.deleted') });
      openGroup(undefined, { instead: true });
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('rights.groups.deleteAsk', { name: group.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('rights.groups.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void remove()}>
            {t('rights.groups.delete')}
          </Button>
        </>
      }
    >
      <p>{t('rights.groups.deleteHint')}</p>
      {problem && <ProblemNotice problem={problem} text={rightsProblemText(problem)} />}
    </Dialog>
  );
};

/** One group: its name, what it gives, who is in it. */
export const GroupPage = ({ id }: { readonly id: string }) => {
  const { value, problem, reload, put } = useLoaded(id, () => callApi<GroupBody>('GET', `/admin/groups/${id}`));
  const [deleting, setDeleting] = useState(false);
  return (
    <AdminScreen title={value?.name ?? t('rights.groups.title')} intro="">
      <div>
        <Button kind="quiet" icon={ArrowLeft} onClick={() => openGroup(undefined)}>
          {t('rights.groups.back')}
        </Button>
      </div>
      {!value && problem?.code === 'not-found' && <EmptyState icon={Contact} title={t('rights.groups.gone')} />}
      {!value && problem && problem.code !== 'not-found' && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton mail-frame" aria-busy="true" />}
      {value && (
        <>
          <GroupForm group={value} onSaved={put} />
          <GroupMembers groupId={value.id} />
          <section class="card stack">
            <p class="muted">{t('rights.groups.deleteHint')}</p>
            <div class="row">
              <Button kind="danger" onClick={() => setDeleting(true)}>
                {t('rights.groups.delete')}
              </Button>
            </div>
          </section>
          {deleting && <DeleteDialog group={value} onClose={() => setDeleting(false)} />}
        </>
      )}
    </AdminScreen>
  );
};
