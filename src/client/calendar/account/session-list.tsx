import { Monitor, Smartphone } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { SignedInDevices } from '../../../contract/http/sign-in.ts';
import { asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { formatRelative } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { problemText } from '../../shared/problem-text.ts';
import { showToast } from '../../shared/toast.tsx';
import { LoadProblem } from '../parts/load-problem.tsx';
import { now } from '../parts/now.ts';
import { signOut } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { describeDevice } from './describe-device.ts';

type SignedInDevice = SignedInDevices['sessions'][number];

const RECENT_MS = 2 * 60_000;

const deviceName = (userAgent: string): string => {
  const { browser, system } = describeDevice(userAgent);
  if (browser === undefined) return t('account.settings.unknownDevice');
  return system === undefined ? browser : t('account.settings.device', { browser, system });
};

const seen = (device: SignedInDevice): string => {
  const at = Date.parse(device.seenAt);
  if (device.current || now.value - at < RECENT_MS) return t('account.settings.justNow');
  return t('account.settings.lastSeen', { when: formatRelative(at, now.value) });
};

/** When it was there, from which network, and how it was signed in. */
const about = (device: SignedInDevice): string => {
  const where =
    device.network === '' ? seen(device) : t('signIn.devices.from', { seen: seen(device), network: device.network });
  return `${where} · ${t(`signIn.devices.by.${device.method}`, { name: device.provider ?? '' })}`;
};

const OthersButton = ({ onGone }: { readonly onGone: () => void }) => {
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await callApi('DELETE', '/account/sessions');
      showToast({ kind: 'success', text: t('signIn.devices.othersDone') });
      onGone();
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
    }
    setBusy(false);
  };
  return (
    <div class="row row--end">
      <Button busy={busy} onClick={() => void remove()}>
        {t('signIn.devices.others')}
      </Button>
    </div>
  );
};

const Device = ({ device, onGone }: { readonly device: SignedInDevice; readonly onGone: () => void }) => {
  const [busy, setBusy] = useState(false);
  const name = deviceName(device.userAgent);
  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      if (device.current) return await signOut();
      await callApi('DELETE', `/account/sessions/${encodeURIComponent(device.id)}`);
      showToast({ kind: 'success', text: t('account.settings.signedOut') });
      onGone();
    } catch (thrown) {
      showToast({ kind: 'problem', text: problemText(asProblem(thrown)) });
      setBusy(false);
    }
  };
  return (
    <li class="devices__one">
      <Icon of={describeDevice(device.userAgent).handheld ? Smartphone : Monitor} />
      <div class="devices__text">
        <p>
          {name} {device.current && <span class="badge badge--live">{t('account.settings.thisDevice')}</span>}
        </p>
        <p class="muted small figures">{about(device)}</p>
      </div>
      <Button
        busy={busy}
        aria-label={t('account.settings.signOutDeviceLabel', { device: name })}
        onClick={() => void remove()}
      >
        {t('account.settings.signOutDevice')}
      </Button>
    </li>
  );
};

const Devices = () => {
  const { value, problem, reload, put } = useLoaded('sessions', () =>
    callApi<SignedInDevices>('GET', '/account/sessions'),
  );
  if (!value)
    return problem ? (
      <LoadProblem problem={problem} onRetry={reload} />
    ) : (
      <div class="skeleton devices__one" aria-busy="true" />
    );
  return (
    <>
      <ul class="devices">
        {value.sessions.map((device) => (
          <Device
            key={device.id}
            device={device}
            onGone={() => put({ sessions: value.sessions.filter(({ id }) => id !== device.id) })}
          />
        ))}
      </ul>
      {value.sessions.length > 1 && (
        <OthersButton onGone={() => put({ sessions: value.sessions.filter(({ current }) => current) })} />
      )}
    </>
  );
};

/** Where the account is signed in, with a way to end each. */
export const SessionList = () => (
  <section class="card stack">
    <div class="settings__head">
      <h2>{t('account.settings.sessions')}</h2>
      <p class="muted">{t('account.settings.sessionsHint')}</p>
    </div>
    <Devices />
  </section>
);
