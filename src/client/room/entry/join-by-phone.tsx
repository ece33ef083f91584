import { ChevronRight, Phone } from 'lucide-preact';
import { oneTapDial } from '../../../base/one-tap-dial.ts';
import { groupDigits } from '../../../base/text.ts';
import type { Door } from '../../../contract/http/meeting.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { countryName } from '../country-name.ts';

/** The ways in without a computer. */
export const JoinByPhone = ({ door }: { readonly door: Door }) => {
  const { id, sipUri, phoneNumbers = [] } = door;
  if (id === undefined) return null;
  return (
    <details class="disclosure by-phone">
      <summary>
        <Icon of={Phone} size={18} />
        {t('door.phone.heading')}
        <span class="disclosure__mark">
          <Icon of={ChevronRight} size={18} />
        </span>
      </summary>
      <div class="stack stack--tight by-phone__body">
        <p class="muted">{t('door.phone.lead')}</p>
        <dl class="facts">
          {phoneNumbers.map(({ country, number }) => (
            <div key={number}>
              <dt>
                {t('door.phone.number')} ({countryName(country)})
              </dt>
              <dd>
                <a class="figures" href={oneTapDial(number, id, undefined).href}>
                  {number}
                </a>
              </dd>
            </div>
          ))}
          {sipUri !== undefined && (
            <div>
              <dt>{t('door.phone.voip')}</dt>
              <dd>
                <a href={sipUri.startsWith('sip:') ? sipUri : `sip:${sipUri}`}>{sipUri.replace(/^sip:/, '')}</a>
              </dd>
            </div>
          )}
          <div>
            <dt>{t('door.phone.callId')}</dt>
            <dd class="figures">{groupDigits(id)}</dd>
          </div>
        </dl>
        <p class="muted">{t('door.phone.pin')}</p>
      </div>
    </details>
  );
};
