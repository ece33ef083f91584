import { CircleAlert } from 'lucide-preact';
import { Icon } from '../../shared/icon.tsx';
import { signInProblem } from './sign-in-problem.ts';

/** What went wrong at a provider, above the other ways to sign in. */
export const SignInNotice = () => {
  const reason = signInProblem(location.search);
  if (reason === undefined) return null;
  return (
    <div class="notice notice--problem" role="alert">
      <Icon of={CircleAlert} />
      <p>{reason}</p>
    </div>
  );
};
