import { type Embedding, embeddingSchema } from '../contract/http/embedding.ts';
import type { SettingsStore } from '../platform/settings-store.ts';

const NAME = 'embedding';

/** Nobody may, until an administrator says who. */
export const readEmbedding = async (settings: SettingsStore): Promise<Embedding> =>
  embeddingSchema.safeParse(await settings.get(NAME)).data ?? { origins: [] };

export const writeEmbedding = (settings: SettingsStore, { origins }: Embedding): Promise<void> =>
  settings.set(NAME, { origins: [...new Set(origins)] });
