import { effect, signal } from '@preact/signals';
import { confirmIdentityBy } from '../../shared/api.ts';
import { path } from './navigation.ts';
import { renewSession } from './session.ts';

/** Somebody is asked once more who they are; all calls that wait for it wait for this one answer. */
interface Confirming {
  readonly end: (confirmed: boolean) => void;
}

export const confirming = signal<Confirming | undefined>(undefined);

let asked: Promise<boolean> | undefined;
let declined = false;

const ask = (): Promise<boolean> => {
  // Who would rather not is not asked by what a page does by itself, only by what they press.
  if (declined && !navigator.userActivation?.isActive) return Promise.resolve(false);
  asked ??= new Promise<boolean>((resolve) => {
    confirming.value = {
      end(confirmed) {
        confirming.value = undefined;
        asked = undefined;
        declined = !confirmed;
        resolve(confirmed);
      },
    };
  });
  return asked;
};

// Another page is another question.
effect(() => {
  if (path.value !== '') declined = false;
});

/** Has the console's refusals answered by a window over the page. Call once. */
export const startConfirming = (): void => confirmIdentityBy(ask);

/** After it was proved: with it something else may have become due. */
export const endConfirming = async (): Promise<void> => {
  await renewSession().catch(() => {});
  confirming.value?.end(true);
};

/** Between the window that a provider was asked in, and the page that waits for it. */
const CHANNEL = 'webmeeting.confirmed';

export const tellConfirmed = (): void => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('confirmed');
  channel.close();
};

/** Answers the function that ends it. */
export const onConfirmed = (heard: () => void): (() => void) => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = heard;
  return () => channel.close();
};
