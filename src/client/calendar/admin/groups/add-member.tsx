import { useId, useState } from 'preact/hooks';
import type { SuggestionList } from '../../../../contract/http/group.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';
import { rightsProblemText } from './rights-problem.ts';

const WORDS: Readonly<Record<string, 'addUnknown' | 'addMember'>> = { unknown: 'addUnknown', member: 'addMember' };

const wordsFor = (problem: ApiProblem): string => {
  const reason = problem.fields.get('email');
  if (reason === undefined) return rightsProblemText(problem);
  return t(`rights.groups.${WORDS[reason] ?? 'addWrong'}`);
};

interface AddMemberProps {
  readonly groupId: string;
  readonly onAdded: () => void;
}

/** Puts somebody into a group; accounts are suggested while one types. */
export const AddMember = ({ groupId, onAdded }: AddMemberProps) => {
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const listId = useId();
  const search = email.trim();
  const { value } = useLoaded(search, () =>
    search === ''
      ? Promise.resolve<SuggestionList>({ people: [] })
      : callApi<SuggestionList>('GET', `/admin/groups/${groupId}/suggestions?${new URLSearchParams({ search })}`),
  );

  const add = async (): Promise<void> => {
    if (search === '') return;
    setBusy(true);
    setProblem(undefined);
    try {
      await callApi('POST', `/admin/groups/${groupId}/members`, { email: search });
      showToast({ kind: 'success', text: t('rights.groups.added', { name: search }) });
      setEmail('');
      onAdded();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  return (
    <form
      class="add-member"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void add();
      }}
    >
      <TextField
        label={t('rights.groups.add')}
        type="email"
        list={listId}
        autocomplete="off"
        spellcheck={false}
        value={email}
        problem={problem && wordsFor(problem)}
        onText={(text) => {
          setEmail(text);
          setProblem(undefined);
        }}
      />
      <datalist id={listId}>
        {value?.people.map((person) => (
          <option key={person.email} value={person.email}>
            {person.name}
          </option>
        ))}
      </datalist>
      <Button type="submit" busy={busy}>
        {t('rights.groups.addAction')}
      </Button>
    </form>
  );
};
