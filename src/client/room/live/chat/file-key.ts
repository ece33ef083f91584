import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';

/** The room's key to its files, for addresses of pictures and downloads. */
export const FileKey = createContext<ReadonlySignal<string | undefined> | undefined>(undefined);
