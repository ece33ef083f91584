import { useState } from 'preact/hooks';
import type { Right } from '../../../../base/rights.ts';
import type { GroupBody } from '../../../../contract/http/group.ts';
import { LIMITS } from '../../../../contract/limits.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { RightBoxes } from './right-boxes.tsx';
import { rightsProblemText } from './rights-problem.ts';

interface NewGroupDialogProps {
  readonly onClose: () => void;
  readonly onMade: (group: GroupBody) => void;
}

/** What is wrong with a name, in words. */
export const nameProblem = (name: string, checked: boolean, problem: ApiProblem | undefined): string | undefined => {
  if (checked && name.trim() === '') return t('rights.groups.nameEmpty');
  return problem?.fields.get('name') === 'taken' ? t('rights.groups.nameTaken') : undefined;
};

export const NewGroupDialog = ({ onClose, onMade }: NewGroupDialogProps) => {
  const [name, setName] = useState('');
  const [rights, setRights] = useState<readonly Right[]>([]);
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const wrongName = nameProblem(name, checked, problem);

  const create = async (): Promise<void> => {
    setChecked(true);
    if (name.trim() === '') return;
    setBusy(true);
    setProblem(undefined);
    try {
      onMade(await callApi<GroupBody>('POST', '/admin/groups', { name: name.trim(), rights }));
    } catch (thrown) {
      setProblem(asProblem(thrown));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('rights.groups.new')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('rights.groups.cancel')}</Button>
          <Button kind="primary" type="submit" form="new-group" busy={busy}>
            {t('rights.groups.create')}
          </Button>
        </>
      }
    >
      <form
        id="new-group"
        class="stack"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void create();
        }}
      >
        <TextField
          label={t('rights.groups.name')}
          hint={t('rights.groups.nameHint')}
          value={name}
          maxLength={LIMITS.name}
          problem={wrongName}
          autofocus={true}
          onText={(text) => {
            setName(text);
            setProblem(undefined);
          }}
        />
        <RightBoxes rights={rights} onRights={setRights} />
        {problem && wrongName === undefined && <ProblemNotice problem={problem} text={rightsProblemText(problem)} />}
      </form>
    </Dialog>
  );
};
