import { useState } from 'preact/hooks';
import type { Right } from '../../../../base/rights.ts';
import type { GroupBody } from '../../../../contract/http/group.ts';
import { LIMITS } from '../../../../contract/limits.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { nameProblem } from './new-group-dialog.tsx';
import { RightBoxes } from './right-boxes.tsx';
import { rightsProblemText } from './rights-problem.ts';

interface GroupFormProps {
  readonly group: GroupBody;
  readonly onSaved: (group: GroupBody) => void;
}

/** What a group is called and gives. */
export const GroupForm = ({ group, onSaved }: GroupFormProps) => {
  const [name, setName] = useState(group.name);
  const [rights, setRights] = useState<readonly Right[]>(group.rights);
  const [checked, setChecked] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const wrongName = nameProblem(name, checked, problem);

  const save = async (): Promise<void> => {
    setChecked(true);
    if (name.trim() === '') return;
    setBusy(true);
    setProblem(undefined);
    try {
      onSaved(await callApi<GroupBody>('PATCH', `/admin/groups/${group.id}`, { name: name.trim(), rights }));
      showToast({ kind: 'success', text: t('rights.groups.saved') });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <form
      class="card stack"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <h2>{t('rights.groups.what')}</h2>
      <TextField
        label={t('rights.groups.name')}
        hint={t('rights.groups.nameHint')}
        value={name}
        maxLength={LIMITS.name}
        problem={wrongName}
        onText={(text) => {
          setName(text);
          setProblem(undefined);
        }}
      />
      <RightBoxes rights={rights} onRights={setRights} />
      {problem && wrongName === undefined && <ProblemNotice problem={problem} text={rightsProblemText(problem)} />}
      <div class="row row--end">
        <Button type="submit" kind="primary" busy={busy}>
          {t('rights.groups.save')}
        </Button>
      </div>
    </form>
  );
};
