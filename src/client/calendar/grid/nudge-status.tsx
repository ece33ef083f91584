import { nudgeSaid } from './nudge.ts';

/** Where an event that is moved by keyboard would be, for assistive technology. */
export const NudgeStatus = () => (
  <p class="unseen" aria-live="assertive">
    {nudgeSaid.value}
  </p>
);
