import { serveTasks } from '../../platform/serve-tasks.ts';
import { readItip } from '../../protocols/itip/read-itip.ts';
import type { ItipAnswer, ItipRequest } from './itip-reader.ts';

serveTasks(({ text, method }: ItipRequest): ItipAnswer => readItip(text, method));
