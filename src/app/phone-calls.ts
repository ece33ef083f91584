import {
  banLiftRequest,
  phoneSettingsSchema,
  phoneStatusSchema,
  roomCallRequest,
  roomCallSchema,
  roomCallsAnswer,
} from '../contract/http/phone.ts';
import {
  promptFileQuery,
  promptListSchema,
  promptPreviewRequest,
  promptSchema,
  promptSoundQuery,
  promptTextRequest,
} from '../contract/http/prompt.ts';
import type { Call } from './api-call.ts';

/** The calls for the telephone, as `CALLS` has them. */
export const PHONE_CALLS: Readonly<Record<string, Call>> = {
  'GET /admin/phone-settings': {
    does: 'How the telephone is run: greeting language, calls out and their limits',
    who: 'admin',
    answer: phoneSettingsSchema,
  },
  'PUT /admin/phone-settings': {
    does: 'Change them',
    who: 'admin',
    body: phoneSettingsSchema,
    answer: phoneSettingsSchema,
  },
  'POST /admin/phone-bans/lift': {
    does: 'Take a ban back, by the name that the status gives it',
    who: 'admin',
    body: banLiftRequest,
    status: 204,
  },
  'GET /admin/phone-status': {
    does: 'Where it listens, the trunk, calls, bans, and whether the server can speak',
    who: 'admin',
    answer: phoneStatusSchema,
  },
  'GET /admin/prompts': {
    does: 'What callers hear: each prompt in each language, and whether the server can speak',
    who: 'admin',
    answer: promptListSchema,
  },
  'POST /admin/prompts/preview': {
    does: 'How words would sound: a WAV file. Nothing is changed',
    who: 'admin',
    body: promptPreviewRequest,
  },
  'PUT /admin/prompts/{name}/{language}': {
    does: 'Have these words spoken in its place',
    who: 'admin',
    body: promptTextRequest,
    answer: promptSchema,
  },
  'DELETE /admin/prompts/{name}/{language}': {
    does: 'Back to the prompt as it is shipped',
    who: 'admin',
    answer: promptSchema,
  },
  'GET /admin/prompts/{name}/{language}/sound': {
    does: 'How it sounds now: a WAV file',
    who: 'admin',
    query: promptSoundQuery,
  },
  'PUT /admin/prompts/{name}/{language}/file': {
    does: 'Play this sound file in its place: the bytes as the body, 20 MB at most; a minute, music five minutes',
    who: 'admin',
    query: promptFileQuery,
    answer: promptSchema,
  },
  'GET /room/calls': {
    does: 'Calls out of the room whose key is in X-Room-Key, and whom one may have called',
    who: 'anyone',
    answer: roomCallsAnswer,
  },
  'POST /room/calls': {
    does: 'Call somebody into the room; `self`: oneself. Needs X-Room-Key',
    who: 'anyone',
    body: roomCallRequest,
    answer: roomCallSchema,
    status: 201,
  },
  'DELETE /room/calls/{id}': {
    does: 'Let it ring no longer, or hang up. Needs X-Room-Key',
    who: 'anyone',
    status: 204,
  },
};
