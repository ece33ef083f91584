import { CircleCheck, CircleX } from 'lucide-preact';
import type { signInSettings } from '../../../../base/i18n/en/sign-in-settings.ts';
import type { TestStep } from '../../../../contract/http/sign-in.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';

type Code = keyof typeof signInSettings.test.codes;

const reasonOf = (code: string | undefined): string =>
  code === undefined ? '' : t(`signInSettings.test.codes.${code as Code}`);

const Step = ({ step: { step, ok, detail, code } }: { readonly step: TestStep }) => (
  <li class={`test-step ${ok ? 'test-step--ok' : 'test-step--failed'}`}>
    <Icon of={ok ? CircleCheck : CircleX} />
    <div>
      <p>
        {t(`signInSettings.test.steps.${step}`)}{' '}
        <span class="muted small">{t(ok ? 'signInSettings.test.ok' : 'signInSettings.test.failed')}</span>
      </p>
      {!ok && <p>{reasonOf(code)}</p>}
      {detail !== '' && <p class="muted small test-step__said">{detail}</p>}
    </div>
  </li>
);

/** What was tried, one after the other; the first that failed is the last. */
export const TestOutcomeList = ({ steps }: { readonly steps: readonly TestStep[] }) => (
  <div aria-live="polite">
    <ol class="test-steps">
      {steps.map((step) => (
        <Step key={step.step} step={step} />
      ))}
    </ol>
    {steps.every(({ ok }) => ok) && <p class="muted">{t('signInSettings.test.allOk')}</p>}
  </div>
);
