import { useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { TextField } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { dialog } from './calendar-state.ts';

const close = (): void => {
  dialog.value = undefined;
};

/** Leads to the door of a meeting by its nine digits. */
export const JoinByIdDialog = () => {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const submit = (): void => {
    const digits = typed.replace(/[\s.-]/g, '');
    if (/^[1-9]\d{8}$/.test(digits)) location.assign(`/m/${digits}`);
    else setProblem(t('errors.field.meetingId'));
  };
  return (
    <Dialog
      title={t('calendar.joinById.title')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form="join-by-id">
            {t('common.confirm')}
          </Button>
        </>
      }
    >
      <form
        id="join-by-id"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField
          label={t('calendar.joinById.label')}
          hint={t('calendar.joinById.hint')}
          inputMode="numeric"
          autoComplete="off"
          autoFocus={true}
          placeholder="123 456 789"
          class="input figures"
          value={typed}
          onText={setTyped}
          problem={problem}
        />
      </form>
    </Dialog>
  );
};
