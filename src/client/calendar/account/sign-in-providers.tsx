import type { SignInWays } from '../../../contract/http/sign-in.ts';
import { t } from '../../shared/language.ts';

interface SignInProvidersProps {
  readonly providers: SignInWays['providers'];
  readonly next: string;
}

/** Buttons of other services that know who one is. */
export const SignInProviders = ({ providers, next }: SignInProvidersProps) => (
  <>
    <p class="sign-in__or muted small">
      <span>{t('signIn.or')}</span>
    </p>
    <ul class="sign-in__providers">
      {providers.map(({ id, label }) => (
        <li key={id}>
          <a class="button button--large button--wide" href={`/sign-in/oidc/${id}?next=${encodeURIComponent(next)}`}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </>
);
