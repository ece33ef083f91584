import type { ParticipantBody } from '../../../../contract/room/room-state.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { Field } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';

interface VolumeDialogProps {
  readonly person: ParticipantBody;
  readonly room: OpenRoom;
  readonly onClose: () => void;
}

/** How loudly one hears somebody. */
export const VolumeDialog = ({ person: { number, name }, room: { sound }, onClose }: VolumeDialogProps) => {
  const volume = sound.volumeOf(number);
  const percent = Math.round(volume.value * 100);
  return (
    <Dialog
      title={t('room.people.volumeOf', { name: name })}
      onClose={onClose}
      footer={
        <>
          <Button
            onClick={() => {
              volume.value = 1;
            }}
          >
            {t('room.people.volumeNormal')}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <Field label={`${percent} %`} hint={t('room.people.volumeHint')}>
        {(control) => (
          <input
            {...control}
            type="range"
            class="volume"
            min={0}
            max={200}
            step={5}
            value={percent}
            aria-label={t('room.people.volumeOf', { name: name })}
            aria-valuetext={`${percent} %`}
            onInput={(event) => {
              volume.value = Number(event.currentTarget.value) / 100;
            }}
          />
        )}
      </Field>
    </Dialog>
  );
};
