import { Field, TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import type { PartProps } from './part-props.ts';
import { PHONE_LIMITS } from './phone-fields.ts';

/** How much is taken on, from whom, and whom the provider is checked by. */
export const SafetyPart = ({ texts, problems, onChange }: PartProps) => (
  <section class="card stack" aria-labelledby="telephone-safety">
    <h2 id="telephone-safety">{t('telephone.settings.safety')}</h2>
    <TextField
      label={t('telephone.settings.callsMax')}
      hint={t('telephone.settings.callsMaxHint')}
      inputMode="numeric"
      value={texts.callsMax}
      problem={
        problems.has('callsMax')
          ? t('telephone.settings.wrongNumber', { lowest: 1, highest: PHONE_LIMITS.callsMax })
          : undefined
      }
      onText={(callsMax) => onChange({ callsMax })}
    />
    <Field
      label={t('telephone.settings.allowedNetworks')}
      hint={t('telephone.settings.allowedNetworksHint')}
      problem={problems.has('allowedNetworks') ? t('telephone.settings.wrongNetworks') : undefined}
    >
      {(control) => (
        <textarea
          {...control}
          class="input figures"
          rows={3}
          spellcheck={false}
          value={texts.allowedNetworks}
          onInput={(event) => onChange({ allowedNetworks: event.currentTarget.value })}
        />
      )}
    </Field>
    <Field
      label={t('telephone.settings.trunkCa')}
      hint={t('telephone.settings.trunkCaHint')}
      problem={problems.has('trunkCa') ? t('telephone.settings.wrongCertificate') : undefined}
    >
      {(control) => (
        <textarea
          {...control}
          class="input phone-certificate"
          rows={4}
          spellcheck={false}
          value={texts.trunkCa}
          onInput={(event) => onChange({ trunkCa: event.currentTarget.value })}
        />
      )}
    </Field>
  </section>
);
