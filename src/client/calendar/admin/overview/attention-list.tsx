import { CircleAlert, CircleCheck, Info } from 'lucide-preact';
import { overview as texts } from '../../../../base/i18n/en/overview.ts';
import type { Attention } from '../../../../contract/http/overview.ts';
import { formatBytes } from '../../../shared/format-bytes.ts';
import { formatDayAndTime } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { type TextKey, t } from '../../../shared/language.ts';
import { followLink } from '../../shell/navigation.ts';
import { displayZone } from '../../shell/session.ts';

type Service = keyof typeof texts.services;
const isService = (name: unknown): name is Service => typeof name === 'string' && name in texts.services;

/** Values as a sentence wants them. */
const worded = ({ values }: Attention): Record<string, string | number> => {
  const { service, at, freeBytes, usedBytes, limitBytes } = values;
  return {
    ...values,
    ...(isService(service) && { service: t(`overview.services.${service}`) }),
    ...(at !== undefined && { when: formatDayAndTime(at, displayZone.value) }),
    ...(freeBytes !== undefined && { free: formatBytes(Number(freeBytes)) }),
    ...(usedBytes !== undefined && { used: formatBytes(Number(usedBytes)) }),
    ...(limitBytes !== undefined && { limit: formatBytes(Number(limitBytes)) }),
  };
};

/** Another version of the server may know more reasons than this page. */
const hasWords = (code: string): boolean =>
  Object.keys(texts.attention).some((key) => key === code || key.startsWith(`${code}_`));

const sentence = (attention: Attention): string =>
  hasWords(attention.code)
    ? t(`overview.attention.${attention.code}` as TextKey, worded(attention))
    : t('overview.attention.other', { code: attention.code });

/** What an administrator should look at, each a sentence with the way there. */
export const AttentionList = ({ attention }: { readonly attention: readonly Attention[] }) => (
  <section class="stack attention" aria-labelledby="attention-title">
    <h2 id="attention-title">{t('overview.attention.title')}</h2>
    {attention.length === 0 ? (
      <p class="notice notice--live">
        <Icon of={CircleCheck} />
        {t('overview.attention.none')}
      </p>
    ) : (
      <ul class="attention__list">
        {attention.map((one, index) => (
          <li key={index} class={`notice ${one.level === 'problem' ? 'notice--problem' : 'notice--waiting'}`}>
            <Icon of={one.level === 'problem' ? CircleAlert : Info} label={t(`overview.attention.${one.level}`)} />
            <p>
              {sentence(one)}{' '}
              <a href={one.href} onClick={one.href.includes('#') ? undefined : followLink}>
                {t('overview.attention.look')}
              </a>
            </p>
          </li>
        ))}
      </ul>
    )}
  </section>
);
