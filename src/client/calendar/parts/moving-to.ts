import { signal } from '@preact/signals';
import type { EventBody } from '../../../contract/http/event.ts';

/** The event that is to be moved by typing its new date and times. */
export const movingTo = signal<EventBody | undefined>(undefined);
