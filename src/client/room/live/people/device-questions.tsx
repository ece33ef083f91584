import { MonitorSmartphone } from 'lucide-preact';
import { Button } from '../../../shared/button.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import type { OpenRoom } from '../open-room.ts';
import { askRoom } from './ask-room.ts';

const ANSWERS = ['move', 'both', 'no'] as const;

/** Own link used elsewhere: whether that is oneself, and which device goes on. */
export const DeviceQuestions = ({ room }: { readonly room: OpenRoom }) => (
  <>
    {room.session.state.value.devices.map(({ id, name }) => (
      <div key={id} class="bar bar--question">
        <Icon of={MonitorSmartphone} />
        <span class="bar__words">{t('room.devices.question', { name })}</span>
        <span class="bar__answers">
          {ANSWERS.map((answer) => (
            <Button
              key={answer}
              kind={answer === 'move' ? 'primary' : 'plain'}
              onClick={() => void askRoom(room.session, 'device.answer', { id, answer })}
            >
              {t(`room.devices.${answer}`)}
            </Button>
          ))}
        </span>
      </div>
    ))}
  </>
);
