import { useEffect, useState } from 'preact/hooks';
import type { DocumentBody, NewShareRequest, ShareBody, ShareList } from '../../../contract/http/document.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { addShare, listShares, removeShare } from '../documents-api.ts';
import { documentsChanged } from '../documents-state.ts';
import type { ShareActions } from './share-actions.ts';
import { ShareLinks } from './share-links.tsx';
import { SharePeople } from './share-people.tsx';

const shareProblemText = (problem: ApiProblem): string =>
  problem.code === 'too-large' ? t('documents.share.tooMany', { count: LIMITS.documentShares }) : problemText(problem);

const SessionPart = ({
  shares,
  add,
  remove,
  onProblem,
}: ShareActions & { readonly onProblem: (p: ApiProblem) => void }) => {
  const share = shares.find(({ kind }) => kind === 'session');
  return (
    <section class="share-part">
      <h3>{t('documents.share.session')}</h3>
      <label class="check">
        <input
          type="checkbox"
          class="switch"
          role="switch"
          aria-checked={share !== undefined}
          checked={share !== undefined}
          onChange={() => {
            if (share) remove(share, t('documents.share.sessionOff'));
            else add({ kind: 'session' }).catch((thrown: unknown) => onProblem(asProblem(thrown)));
          }}
        />
        <span>
          {t('documents.share.sessionOn')}
          <span class="share-part__hint small muted">{t('documents.share.sessionHint')}</span>
        </span>
      </label>
    </section>
  );
};

/** Who else can read a document: by a link, by name, because they were there. Each change is stored at once. */
export const ShareDialog = ({
  document: shared,
  onClose,
}: {
  readonly document: DocumentBody;
  readonly onClose: () => void;
}) => {
  const [list, setList] = useState<ShareList>();
  const [problem, setProblem] = useState<ApiProblem>();
  useEffect(() => {
    listShares(shared.id).then(setList, (thrown: unknown) => setProblem(asProblem(thrown)));
  }, [shared.id]);

  const put = (change: (shares: readonly ShareBody[]) => readonly ShareBody[]): void =>
    setList((now) => now && { ...now, shares: [...change(now.shares)] });
  const actions = {
    add: async (share: NewShareRequest): Promise<ShareBody> => {
      const made = await addShare(shared.id, share);
      setProblem(undefined);
      put((shares) => [...shares.filter(({ id }) => id !== made.id), made]);
      documentsChanged();
      return made;
    },
    remove: (share: ShareBody, done: string): void => {
      removeShare(shared.id, share.id).then(
        () => {
          setProblem(undefined);
          put((shares) => shares.filter(({ id }) => id !== share.id));
          documentsChanged();
          showToast({ kind: 'success', text: done });
        },
        (thrown: unknown) => setProblem(asProblem(thrown)),
      );
    },
  };
  return (
    <Dialog
      title={t('documents.share.title', { name: shared.name })}
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      {shared.kind === 'folder' && <p class="muted">{t('documents.share.folderHint')}</p>}
      {problem && (
        <p class="notice notice--problem" role="alert">
          {shareProblemText(problem)}
        </p>
      )}
      {!list && !problem && <div class="skeleton share-part__waiting" aria-busy="true" />}
      {list && (
        <>
          <ShareLinks shares={list.shares} {...actions} onProblem={setProblem} />
          <SharePeople shares={list.shares} {...actions} problemText={shareProblemText} />
          {list.session && <SessionPart shares={list.shares} {...actions} onProblem={setProblem} />}
        </>
      )}
    </Dialog>
  );
};
