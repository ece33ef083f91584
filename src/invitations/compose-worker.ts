import { parentPort } from 'node:worker_threads';
import { composeInvitation } from './compose-invitation.ts';
import type { ComposeAnswer, ComposeRequest } from './composer.ts';

/** Runs in a thread of its own: a mail takes the better part of a millisecond, and one event may have 500 invitees. */
parentPort?.on('message', ({ id, mails }: ComposeRequest) => {
  let answer: ComposeAnswer;
  try {
    answer = { id, composed: mails.map(composeInvitation) };
  } catch (error) {
    answer = { id, problem: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
