import { t } from '../../shared/language.ts';
import { nudgeSaid } from './nudge.ts';

/** Names the keys that move an event, once for the whole grid. */
export const MOVE_HINT = 'move-hint';

/** Where an event that is moved by keyboard would be, for assistive technology, and by which keys one moves. */
export const NudgeStatus = () => (
  <>
    <p id={MOVE_HINT} class="unseen">
      {t('calendar.move.hint')}
    </p>
    <p class="unseen" aria-live="assertive">
      {nudgeSaid.value}
    </p>
  </>
);
