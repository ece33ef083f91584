import { appearanceAnswer, appearanceSchema } from '../contract/http/appearance.ts';
import { meetingPolicyAnswer, meetingPolicySchema } from '../contract/http/meeting-policy.ts';
import { serviceListSchema } from '../contract/http/service.ts';
import type { Call } from './api-call.ts';

/** The calls for services, the policy of meetings and the appearance, as `CALLS` has them. */
export const SERVICE_CALLS: Readonly<Record<string, Call>> = {
  'GET /admin/services': {
    does: 'What runs, since when, and what is wrong with it',
    who: 'admin',
    answer: serviceListSchema,
  },
  'POST /admin/services/{name}/start': {
    does: 'Start a service, or try again one that could not be started; the answer says how it went',
    who: 'admin',
    answer: serviceListSchema,
  },
  'POST /admin/services/{name}/stop': {
    does: 'Stop a service until it is started again, over restarts too. The web cannot be stopped',
    who: 'admin',
    answer: serviceListSchema,
  },
  'GET /admin/meeting-policy': {
    does: 'How meetings are held here: the defaults of all, and what none may exceed',
    who: 'admin',
    answer: meetingPolicyAnswer,
  },
  'PUT /admin/meeting-policy': {
    does: 'Change it; rooms that run follow within seconds',
    who: 'admin',
    body: meetingPolicySchema,
    answer: meetingPolicyAnswer,
  },
  'GET /admin/appearance': {
    does: 'What the product is called here and how it looks',
    who: 'admin',
    answer: appearanceAnswer,
  },
  'PUT /admin/appearance': {
    does: 'Change name, colour and the words under mails',
    who: 'admin',
    body: appearanceSchema,
    answer: appearanceAnswer,
  },
  'PUT /admin/appearance/logo': {
    does: 'Show this logo: the bytes of a PNG, JPEG or WebP file as the body, 256 kB at most',
    who: 'admin',
    answer: appearanceAnswer,
  },
  'DELETE /admin/appearance/logo': {
    does: 'Back to the mark as it is delivered',
    who: 'admin',
    answer: appearanceAnswer,
  },
};
