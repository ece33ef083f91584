import { Video } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { EventBody } from '../../../contract/http/event.ts';
import { asProblem } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { enterMeeting } from './event-cache.ts';

interface MeetingButtonProps {
  readonly event: EventBody;
  readonly action: 'start' | 'join';
  readonly class?: string;
  /** Quiet where it is not the one thing to do. */
  readonly plain?: boolean;
  /** `short`, `icon` or `both` of them where there is little room; the name stays whole. */
  readonly size?: 'full' | 'short' | 'icon' | 'both';
}

/** Start now, or Join: goes into the meeting of an event. */
export const MeetingButton = ({ event, action, class: more, plain = false, size = 'full' }: MeetingButtonProps) => {
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
  const label = t(action === 'start' ? 'common.startNow' : 'common.join');
  const short = t(action === 'start' ? 'common.start' : 'common.join');
  const kind = action === 'join' ? 'live' : 'primary';
  return (
    <Button
      kind={plain ? 'plain' : kind}
      {...(more === undefined ? {} : { class: more })}
      busy={busy}
      {...(size === 'full' ? {} : { 'aria-label': label, title: label })}
      onClick={(press) => {
        // Within the grid a press on the event itself opens its details.
        press.stopPropagation();
        void enter();
      }}
    >
      {(size === 'icon' || size === 'both') && <Icon of={Video} size={16} />}
      {size !== 'icon' && <span class="event__action-text">{size === 'full' ? label : short}</span>}
    </Button>
  );
};
