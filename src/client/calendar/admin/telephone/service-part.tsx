import { CircleAlert, CircleCheck, PhoneOff, RotateCw } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import type { PhoneStatus } from '../../../../contract/http/phone.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { browserTimeZone, formatDayAndTime } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { problemText } from '../../../shared/problem-text.ts';
import { showToast } from '../../../shared/toast.tsx';

const Fact = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }) => (
  <div class="phone-fact">
    <dt class="muted">{name}</dt>
    <dd>{children}</dd>
  </div>
);

const State = ({ on, enabled }: { readonly on: boolean; readonly enabled: boolean }) => {
  if (!on)
    return (
      <p class="notice">
        <Icon of={PhoneOff} />
        {t('telephone.service.off')}
      </p>
    );
  return (
    <p class={`notice ${enabled ? 'notice--live' : 'notice--waiting'}`}>
      <Icon of={enabled ? CircleCheck : PhoneOff} />
      {t(enabled ? 'telephone.service.ready' : 'telephone.service.paused')}
    </p>
  );
};

/** Whether the provider knows us, and what it says when it does not want to. */
const Trunk = ({ trunk: { state, server = '', problem, said = '' } }: Pick<PhoneStatus, 'trunk'>) => (
  <>
    <span class={state === 'failed' ? 'phone-fact__problem phone-fact__state' : ''}>
      {state === 'failed' && <Icon of={CircleAlert} size={16} />}
      {t(`telephone.service.trunkStates.${state}`, { server })}
    </span>
    {problem !== undefined && (
      <span class="phone-fact__said muted small">{t(`telephone.service.trunkProblems.${problem}`, { said })}</span>
    )}
  </>
);

const Speech = ({ speech: { available, engine } }: Pick<PhoneStatus, 'speech'>) => {
  if (available) return <>{t('telephone.service.speaks', { engine })}</>;
  return (
    <>
      <span class="phone-fact__problem">{t('telephone.service.speaksNot')}</span>{' '}
      {engine === 'espeak-ng' ? (
        <>
          {t('telephone.service.speaksHow')} <code>apt-get install espeak-ng</code>
        </>
      ) : (
        t('telephone.service.speaksOther', { engine })
      )}
    </>
  );
};

const REASONS = ['malformed', 'register', 'unknown-method', 'unknown-user', 'wrong-guess'] as const;
const banReason = (why: string): string => {
  const reason = REASONS.find((one) => one === why);
  return reason === undefined ? why : t(`telephone.service.banReasons.${reason}`);
};

interface ServicePartProps {
  readonly status: PhoneStatus;
  readonly enabled: boolean;
  readonly onRefresh: () => void;
}

const portsText = ({ from, to }: NonNullable<PhoneStatus['rtpPorts']>) => ({
  from,
  to,
  // RTP and RTCP.
  count: Math.floor((to - from + 1) / 2),
});

/** How the telephone is doing. */
export const ServicePart = ({ status, enabled, onRefresh }: ServicePartProps) => {
  const lift = async (network: string): Promise<void> => {
    try {
      await callApi('POST', '/admin/phone-bans/lift', { network });
      showToast({ kind: 'success', text: t('telephone.service.lifted', { network }) });
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    onRefresh();
  };
  return (
    <section class="card stack" aria-labelledby="telephone-service">
      <div class="row phone-head">
        <h2 id="telephone-service">{t('telephone.service.title')}</h2>
        <Button kind="quiet" icon={RotateCw} onClick={onRefresh}>
          {t('telephone.service.refresh')}
        </Button>
      </div>
      <State on={status.on} enabled={enabled} />
      <dl class="phone-facts">
        {status.on && (
          <>
            <Fact name={t('telephone.service.listening')}>
              <ul class="phone-fact__list">
                {status.listening.map(({ transport, address, port }) => (
                  <li key={`${transport} ${address} ${port}`} class="figures">
                    {t(`telephone.service.transports.${transport}`)} {address.includes(':') ? `[${address}]` : address}:
                    {port}
                  </li>
                ))}
              </ul>
            </Fact>
            <Fact name={t('telephone.service.calls')}>
              <span class="figures">
                {t('telephone.service.callsOf', { now: status.calls, most: status.callsMax })}
              </span>
            </Fact>
            {status.sipUri !== undefined && (
              <Fact name={t('telephone.service.address')}>
                <span class="figures">{status.sipUri}</span>
              </Fact>
            )}
            {status.rtpPorts && (
              <Fact name={t('telephone.service.ports')}>
                {t('telephone.service.portsOf', portsText(status.rtpPorts))}
              </Fact>
            )}
            <Fact name={t('telephone.service.codecs')}>{status.codecs.join(', ')}</Fact>
            <Fact name={t('telephone.service.trunk')}>
              <Trunk trunk={status.trunk} />
            </Fact>
          </>
        )}
        <Fact name={t('telephone.service.speech')}>
          <Speech speech={status.speech} />
        </Fact>
        {status.on && (
          <Fact name={t('telephone.service.banned')}>
            {status.banned.length === 0 ? (
              t('telephone.service.bannedNobody')
            ) : (
              <ul class="phone-fact__list">
                {status.banned.map(({ network, until, why }) => (
                  <li key={network} class="phone-ban">
                    <span>
                      {t('telephone.service.bannedUntil', {
                        network,
                        when: formatDayAndTime(until, browserTimeZone()),
                      })}{' '}
                      <span class="muted small">{banReason(why)}</span>
                    </span>
                    <Button
                      kind="quiet"
                      aria-label={t('telephone.service.liftOf', { network })}
                      onClick={() => void lift(network)}
                    >
                      {t('telephone.service.lift')}
                    </Button>
                  </li>
                ))}
              </ul>
            )}
          </Fact>
        )}
      </dl>
    </section>
  );
};
