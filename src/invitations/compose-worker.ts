import { parentPort } from 'node:worker_threads';
import { composeInvitation } from './compose-invitation.ts';
import type { ComposeAnswer, ComposeRequest } from './composer.ts';
import { composeNotice } from './notices/compose-notice.ts';

/** Runs in a thread of its own: a mail takes the better part of a millisecond, and one event may have 500 invitees. */
parentPort?.on('message', (request: ComposeRequest) => {
  const { id, brand } = request;
  let answer: ComposeAnswer;
  try {
    const composed =
      'notices' in request
        ? request.notices.map((mail) => composeNotice(mail, brand))
        : request.mails.map((mail) => composeInvitation(mail, brand));
    answer = { id, composed };
  } catch (error) {
    answer = { id, problem: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
