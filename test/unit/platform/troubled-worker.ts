import { serveTasks } from '../../../src/platform/serve-tasks.ts';

/** What a task of the tests does: answers, or gets into the trouble that foreign text can bring. */
export type Trouble =
  | { readonly kind: 'echo'; readonly text: string }
  | { readonly kind: 'loop' }
  | { readonly kind: 'devour' }
  | { readonly kind: 'throw' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'thread' }
  /** Answers when another thread has written 1 into the memory that they share. */
  | { readonly kind: 'wait'; readonly gate: SharedArrayBuffer; readonly text: string };

const trouble = (task: Trouble): string => {
  switch (task.kind) {
    case 'echo':
      return task.text;
    case 'throw':
      throw new Error('as asked');
    case 'leave':
      return process.exit(3);
    case 'thread':
      return threadName;
    case 'wait':
      Atomics.wait(new Int32Array(task.gate), 0, 0);
      return task.text;
    case 'loop':
      for (;;);
    case 'devour': {
      const kept: string[][] = [];
      for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => `${kept.length} ${index}`));
    }
  }
};

const threadName = Math.random().toString(36);
serveTasks(trouble);
