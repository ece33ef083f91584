import { useEffect, useState } from 'preact/hooks';
import type { MailPlanBody } from '../../../contract/http/answer.ts';
import type { EventChangeRequest, NewEventRequest } from '../../../contract/http/event.ts';
import { callApi } from '../../shared/api.ts';
import { type MailPlan, mailPlan } from './mail-plan.ts';

const PAUSE_MS = 400;

/** A new event, or with `id` the change of one. */
export interface MailQuestion {
  readonly id?: string;
  readonly event: NewEventRequest | EventChangeRequest;
}

/** `asking`: the newest plan is not there yet. `unknown`: it could not be had. */
export type AskedPlan = MailPlan | 'asking' | 'unknown';

const NOBODY: MailPlan = { invited: [], updated: [], cancelled: [], own: [] };

/**
 * Asks the server who would get which mail if this were saved now, once the person has stopped typing. The last answer stays
 * until the next one comes. `nobody`: nothing that needs a mail was changed; undefined: what is written cannot be saved yet.
 */
export const useMailPlan = (question: MailQuestion | 'nobody' | undefined): AskedPlan => {
  const asked = question === undefined || question === 'nobody' ? question : JSON.stringify(question);
  const [plan, setPlan] = useState<AskedPlan>('asking');
  useEffect(() => {
    if (asked === undefined) return;
    if (asked === 'nobody') return setPlan(NOBODY);
    let current = true;
    const timer = setTimeout(() => {
      callApi<MailPlanBody>('POST', '/events/mail-plan', JSON.parse(asked)).then(
        (answer) => current && setPlan(mailPlan(answer)),
        () => current && setPlan('unknown'),
      );
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked]);
  return plan;
};
