import { useState } from 'preact/hooks';
import type { EventBody } from '../../contract/http/event.ts';
import { asProblem } from '../shared/api.ts';
import { Button } from '../shared/button.tsx';
import { t } from '../shared/language.ts';
import { problemText } from '../shared/problem-text.ts';
import { showToast } from '../shared/toast.tsx';
import { enterMeeting } from './event-cache.ts';

interface MeetingButtonProps {
  readonly event: EventBody;
  readonly action: 'start' | 'join';
  readonly class?: string;
  /** Quiet where it is not the one thing to do. */
  readonly plain?: boolean;
}

/** Start now, or Join: goes into the meeting of an event. */
export const MeetingButton = ({ event, action, class: more, plain = false }: MeetingButtonProps) => {
  const [busy, setBusy] = useState(false);
  const enter = async (): Promise<void> => {
    setBusy(true);
    try {
      await enterMeeting(event, action);
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
      setBusy(false);
    }
  };
  const kind = action === 'join' ? 'live' : 'primary';
  return (
    <Button
      kind={plain ? 'plain' : kind}
      {...(more === undefined ? {} : { class: more })}
      busy={busy}
      onClick={(press) => {
        // Within the grid a press on the event itself opens its details.
        press.stopPropagation();
        void enter();
      }}
    >
      {t(action === 'start' ? 'common.startNow' : 'common.join')}
    </Button>
  );
};
