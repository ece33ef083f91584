import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { measureLevel } from './level-meter.ts';
import type { Microphone } from './microphone.ts';

/** The level of the open microphone, 0 to 1; 0 while there is none. For screens before the room. */
export const useMicrophoneLevel = (microphone: Microphone): ReadonlySignal<number> => {
  const level = useSignal(0);
  const stream = useComputed(() =>
    microphone.state.value.kind === 'open' ? microphone.state.value.stream : undefined,
  );
  useSignalEffect(() => {
    if (stream.value === undefined) return;
    const stop = measureLevel(stream.value, (measured) => {
      level.value = measured;
    });
    return () => {
      stop();
      level.value = 0;
    };
  });
  return level;
};
