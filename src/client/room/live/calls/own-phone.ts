import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Language } from '../../../../base/languages.ts';
import type { RoomCallBody } from '../../../../contract/http/phone.ts';
import { ApiProblem } from '../../../shared/api.ts';
import type { CallStanding, RoomCalls } from './room-calls.ts';
import type { SoundRest } from './sound-rest.ts';

/** How it stands with one's own telephone as one's sound. */
export type OwnPhoneState =
  | { readonly kind: 'off' }
  | { readonly kind: 'calling'; readonly call: RoomCallBody | undefined; readonly standing: CallStanding }
  | { readonly kind: 'on'; readonly call: RoomCallBody }
  /** Nobody hears one: the telephone was not reached. */
  | { readonly kind: 'failed'; readonly standing: CallStanding | undefined; readonly problem: ApiProblem | undefined };

/** One's own telephone in the place of the browser's microphone and loudspeaker. */
export interface OwnPhone {
  readonly state: ReadonlySignal<OwnPhoneState>;
  /** `rest`: the browser is silent already while it rings. Answers why not, when it is refused. */
  call(number: string, how?: { readonly rest: boolean }): Promise<ApiProblem | undefined>;
  /** Calls the same number once more. */
  again(): void;
  /** Hangs up, and speaks and hears through this computer. */
  useComputer(): void;
  stop(): void;
}

interface OwnPhoneParts {
  readonly calls: RoomCalls;
  readonly rest: SoundRest;
  readonly language: () => Language;
  /** The telephone was hung up: one hears through this computer again, and is not heard. */
  readonly onHungUp: () => void;
  /** It was not reached, while the sound of this computer went on. */
  readonly onFailed: (standing: CallStanding) => void;
}

const RINGS: ReadonlySet<CallStanding> = new Set<CallStanding>(['calling', 'ringing', 'answered']);

export const createOwnPhone = ({ calls, rest, language, onHungUp, onFailed }: OwnPhoneParts): OwnPhone => {
  const asking = signal(false);
  const problem = signal<ApiProblem | undefined>(undefined);
  let number = '';
  /** Ended here on purpose: nothing is said of it. */
  const dropped = signal<ReadonlySet<string>>(new Set());
  const own = computed(() => calls.calls.value.findLast(({ self, id }) => self && !dropped.value.has(id)));

  const state = computed((): OwnPhoneState => {
    if (asking.value) return { kind: 'calling', call: undefined, standing: 'calling' };
    const call = own.value;
    const standing = call && calls.standingOf(call);
    if (call && standing === 'in') return { kind: 'on', call };
    if (call && standing && RINGS.has(standing)) return { kind: 'calling', call, standing };
    // Without rest the sound of this computer goes on, and a word in passing is enough.
    if (rest.resting.value && standing !== 'left') return { kind: 'failed', standing, problem: problem.value };
    return { kind: 'off' };
  });

  let rang: string | undefined;
  const stopFollowing = effect(() => {
    const { kind } = state.value;
    if (kind === 'on') rest.rest();
    const call = own.value;
    const standing = call && calls.standingOf(call);
    if (standing === 'left' && rest.resting.peek()) {
      rest.wake(false);
      onHungUp();
    }
    const failed = call !== undefined && call.id === rang && kind === 'off' && standing !== 'left';
    rang = kind === 'calling' ? call?.id : undefined;
    if (failed && standing) onFailed(standing);
  });

  const ask = async (): Promise<ApiProblem | undefined> => {
    asking.value = true;
    problem.value = undefined;
    const answer = await calls.ask({ number, self: true, language: language() });
    asking.value = false;
    if (!(answer instanceof ApiProblem)) return undefined;
    problem.value = answer;
    return answer;
  };

  return {
    state,
    call(wanted, how) {
      number = wanted;
      if (how?.rest) rest.rest();
      return ask();
    },
    again() {
      number = own.peek()?.number ?? number;
      void ask();
    },
    useComputer() {
      const call = own.peek();
      if (call) {
        dropped.value = new Set([...dropped.peek(), call.id]);
        void calls.end(call.id);
      }
      problem.value = undefined;
      rest.wake(true);
    },
    stop: stopFollowing,
  };
};
