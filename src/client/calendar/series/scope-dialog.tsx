import { useState } from 'preact/hooks';
import type { Scope } from '../../../contract/http/event.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { t } from '../../shared/language.ts';
import { ScopeChoice } from './scope-choice.tsx';

interface ScopeDialogProps {
  readonly scopes: readonly Scope[];
  readonly onApply: (scope: Scope) => void;
  readonly onClose: () => void;
}

/** Before a changed date of a series is stored: which dates the change is for. */
export const ScopeDialog = ({ scopes, onApply, onClose }: ScopeDialogProps) => {
  const [scope, setScope] = useState<Scope>(scopes[0] ?? 'all');
  return (
    <Dialog
      title={t('recurrence.scope.edit')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form="scope">
            {t('recurrence.scope.apply')}
          </Button>
        </>
      }
    >
      <form
        id="scope"
        onSubmit={(submit) => {
          submit.preventDefault();
          onApply(scope);
        }}
      >
        <ScopeChoice scopes={scopes} value={scope} onChange={setScope} />
      </form>
    </Dialog>
  );
};
