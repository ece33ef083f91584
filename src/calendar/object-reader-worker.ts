import type { Result } from '../base/result.ts';
import { serveTasks } from '../platform/serve-tasks.ts';
import { type ObjectRefusal, type ReadingContext, type ReadObject, readObjectText } from './object-facts.ts';

export interface ObjectRequest extends ReadingContext {
  readonly raw: string;
}

export type ObjectAnswer = Result<ReadObject, ObjectRefusal>;

serveTasks(({ raw, ...context }: ObjectRequest): ObjectAnswer => readObjectText(raw, context));
