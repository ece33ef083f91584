import { t } from '../../shared/language.ts';
import { ScreenStage } from '../screen/screen-stage.tsx';
import { ShareButton } from '../screen/share-button.tsx';
import type { OpenRoom } from './open-room.ts';

/** The shared screen as a part of its own; says so while there is none, and offers to begin to those who may. */
export const ScreenPart = ({ room }: { readonly room: OpenRoom }) => {
  const empty = room.session.state.value.screen === null;
  return (
    <>
      <div class={empty ? 'room__offer' : 'room__stage'}>
        <ScreenStage room={room} />
      </div>
      {empty && (
        <div class="no-screen">
          <h2>{t('room.people.noScreen')}</h2>
          <p class="muted">{t('room.people.noScreenText')}</p>
          <ShareButton room={room} />
        </div>
      )}
    </>
  );
};
