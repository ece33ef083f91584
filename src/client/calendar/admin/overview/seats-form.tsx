import { useEffect, useState } from 'preact/hooks';
import type { SeatsSettings } from '../../../../contract/http/overview.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLoaded } from '../../shell/use-loaded.ts';

const asText = ({ people }: SeatsSettings): string => (people === null ? '' : String(people));

/** The limit that the forecast is drawn against. */
export const SeatsForm = ({ onSaved }: { readonly onSaved: () => void }) => {
  const { value: stored, put } = useLoaded('seats', () => callApi<SeatsSettings>('GET', '/admin/seats'));
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (stored) setText(asText(stored));
  }, [stored]);

  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const people = text.trim() === '' ? null : Number(text);
      put(await callApi<SeatsSettings>('PUT', '/admin/seats', { people }));
      setProblem(undefined);
      showToast({ kind: 'success', text: t('overview.forecast.seatsSaved') });
      onSaved();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };

  const isRefused = problem?.fields.has('people') === true;
  return (
    <form
      class="seats"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {problem && !isRefused && <ProblemNotice problem={problem} />}
      <TextField
        label={t('overview.forecast.seats')}
        hint={t('overview.forecast.seatsHint')}
        problem={isRefused ? t('overview.forecast.seatsBad') : undefined}
        inputMode="numeric"
        autocomplete="off"
        value={text}
        onText={setText}
        disabled={stored === undefined}
      />
      <Button type="submit" busy={busy}>
        {t('overview.forecast.seatsSave')}
      </Button>
    </form>
  );
};
