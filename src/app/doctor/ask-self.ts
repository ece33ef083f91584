import { randomToken } from '../../base/ids.ts';
import type { SelfView } from '../../platform/doctor-routes.ts';
import { askInstallation, isOwnAnswer } from '../../platform/installation-proof.ts';
import type { Keyring } from '../../platform/keyring.ts';
import { type Answer, askAddress } from './ask-address.ts';

/** Who answered: this installation, with what it saw of the request; or somebody else. */
export type Asked =
  | { readonly kind: 'self'; readonly view: SelfView }
  | { readonly kind: 'other'; readonly answer: Answer };

const isView = (value: unknown): value is SelfView =>
  typeof value === 'object' && value !== null && 'proof' in value && typeof value.proof === 'string';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Asks whoever answers at `origin` whether it is this installation, and how the request looked when it arrived. */
export const askSelf = async (origin: string, address: string, keyring: Keyring, nowMs: number): Promise<Asked> => {
  const nonce = randomToken();
  const question = `Doctor ${askInstallation(keyring, nonce, nowMs)}`;
  const answer = await askAddress(new URL('/healthz/self', origin), address, { Authorization: question });
  const view = parsed(answer.body);
  return isView(view) && isOwnAnswer(keyring, nonce, view.proof) ? { kind: 'self', view } : { kind: 'other', answer };
};
