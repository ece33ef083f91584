import type { SecondFactor } from './second-factor.ts';
import type { Held } from './sign-in.ts';
import type { SignInSettings } from './sign-in-settings.ts';

/** Whether the administrator asks this account for a second factor. Providers of sign-ins see to it themselves. */
export type RequiresSecondFactor = (held: Held) => Promise<boolean>;

export const createRequiresSecondFactor =
  (settings: Pick<SignInSettings, 'policy'>): RequiresSecondFactor =>
  async ({ account, session }) => {
    if (session.method.startsWith('oidc:')) return false;
    const { secondFactor } = await settings.policy();
    return secondFactor === 'everybody' || (secondFactor === 'administrators' && account.admin);
  };

/**
 * Whether a second factor must be switched on before anything else. Who was signed in when the administrator began to ask for it is
 * led there at the next proof of who they are, not in the middle of something.
 */
export const createSecondFactorDue =
  ({
    settings,
    secondFactor,
  }: {
    readonly settings: Pick<SignInSettings, 'policy' | 'policySinceMs'>;
    readonly secondFactor: Pick<SecondFactor, 'isOn'>;
  }): RequiresSecondFactor =>
  async (held) => {
    if (!(await createRequiresSecondFactor(settings)(held))) return false;
    if (held.session.confirmedMs < (await settings.policySinceMs())) return false;
    return !(await secondFactor.isOn(held.account.id));
  };
