import type { Log } from '../base/log.ts';
import type { Attention } from '../contract/http/overview.ts';

/** Knows one kind of thing that an administrator should look at. */
export interface AttentionSource {
  readonly name: string;
  read(): Promise<readonly Attention[]>;
}

/** All that needs attention, problems first. A source that fails keeps nobody from seeing the others. */
export const createReadAttention =
  (sources: readonly AttentionSource[], log: Log): (() => Promise<Attention[]>) =>
  async () => {
    const found = await Promise.all(
      sources.map(({ name, read }) =>
        read().catch((error: unknown) => {
          log.error({ err: error, source: name }, 'what needs attention could not be read');
          return [];
        }),
      ),
    );
    return found.flat().toSorted((one, other) => Number(other.level === 'problem') - Number(one.level === 'problem'));
  };
