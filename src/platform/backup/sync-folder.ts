import { open } from 'node:fs/promises';

/** A new or renamed file is there after a power cut once its folder is synced. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
