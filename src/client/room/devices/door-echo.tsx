import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { EchoState, EchoTest } from '../sound/echo-state.ts';
import { EchoPanel } from './echo-panel.tsx';
import type { Microphone } from './microphone.ts';

/** The test's connection and codecs come when they are asked for: a guest's first page stays small. */
const createLazyEcho = (microphone: Microphone): EchoTest => {
  const state = signal<EchoState>({ kind: 'off' });
  let attempt = 0;
  let test: EchoTest | undefined;
  let unfollow = (): void => {};

  const stop = (): void => {
    attempt += 1;
    unfollow();
    unfollow = () => {};
    test?.stop();
    test = undefined;
    state.value = { kind: 'off' };
  };
  const start = async (): Promise<void> => {
    stop();
    const mine = attempt;
    state.value = { kind: 'opening' };
    try {
      const { createEchoTest } = await import('../sound/echo-test.ts');
      const now = microphone.state.peek();
      if (mine !== attempt) return;
      if (now.kind !== 'open') return stop();
      const made = createEchoTest({ stream: now.stream, speaker: microphone.speaker.peek() });
      test = made;
      made.start();
      unfollow = made.state.subscribe((next) => {
        state.value = next;
      });
    } catch {
      if (mine === attempt) state.value = { kind: 'trouble', trouble: 'unreachable' };
    }
  };
  return { state, start: () => void start(), stop };
};

/** The echo test at the door; only with an open microphone is there anything to hear. */
export const DoorEcho = ({ microphone }: { readonly microphone: Microphone }) => {
  const [test] = useState(() => createLazyEcho(microphone));
  const open = microphone.state.value.kind === 'open' ? microphone.state.value.stream : undefined;
  // Another microphone: what one hears would still be the earlier one.
  useEffect(() => test.stop, [test, open]);
  const { kind } = microphone.state.value;
  const comes = kind === 'opening' || (kind === 'closed' && microphone.wish.value !== 'none');
  if (open === undefined && !comes) return null;
  // Its place is held while the microphone opens: nothing below it may jump.
  return (
    <div class={open === undefined ? 'echo-held' : ''}>
      <EchoPanel test={test} />
    </div>
  );
};
