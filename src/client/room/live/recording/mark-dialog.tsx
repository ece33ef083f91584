import './mark-dialog.css';
import { ListTree } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { LIMITS } from '../../../../contract/limits.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';

/** Names a marker before it is set. */
export const MarkDialog = ({ room, onClose }: { readonly room: OpenRoom; readonly onClose: () => void }) => {
  const [label, setLabel] = useState('');
  const points = [...new Set(room.session.state.value.agenda)];
  const set = (as: string): void => {
    room.recording.mark(as);
    onClose();
  };
  return (
    <Dialog
      title={t('room.recording.mark.heading')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('room.recording.mark.cancel')}</Button>
          <Button kind="primary" type="submit" form="mark">
            {t('room.recording.mark.set')}
          </Button>
        </>
      }
    >
      <form
        id="mark"
        onSubmit={(event) => {
          event.preventDefault();
          set(label);
        }}
      >
        <TextField
          label={t('room.recording.mark.label')}
          hint={t('room.recording.mark.hint')}
          maxLength={LIMITS.markerLabel}
          autocomplete="off"
          value={label}
          onText={setLabel}
        />
      </form>
      {points.length > 0 && (
        <section class="stack stack--tight" aria-label={t('room.recording.mark.agenda')}>
          <h3>{t('room.recording.mark.agenda')}</h3>
          <ul class="mark__points">
            {points.map((point) => (
              <li key={point}>
                <Button kind="quiet" icon={ListTree} onClick={() => set(point)}>
                  {point}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
};
