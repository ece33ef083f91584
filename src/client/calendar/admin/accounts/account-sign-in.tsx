import { KeyRound, Link, LogOut, Mail, Monitor, ShieldCheck, ShieldOff, Smartphone } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { AdminAccount } from '../../../../contract/http/admin-account.ts';
import { asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { Dialog } from '../../../shared/dialog.tsx';
import { browserTimeZone, formatDayAndTime, formatRelative } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { describeDevice } from '../../account/describe-device.ts';
import { now } from '../../parts/now.ts';
import type { AccountWork } from './account-work.ts';
import { refusalText } from './refusal-text.ts';

type Device = AdminAccount['devices'][number];

/** More are counted. */
const DEVICES_SHOWN = 4;

const DeviceLine = ({ device }: { readonly device: Device }) => {
  const { browser, system, handheld } = describeDevice(device.userAgent);
  const name =
    browser === undefined
      ? t('accounts.one.unknownDevice')
      : system === undefined
        ? browser
        : t('accounts.one.device', { browser, system });
  return (
    <li class="account-device">
      <Icon of={handheld ? Smartphone : Monitor} size={18} />
      <span>{name}</span>
      <span class="muted small figures">{formatRelative(device.seenAt, now.value)}</span>
    </li>
  );
};

const Devices = ({ account }: { readonly account: AdminAccount }) => {
  const { devices, appPasswords, apiTokens, seenAt } = account;
  return (
    <>
      <p>
        {seenAt === null
          ? t('accounts.one.neverSeen')
          : t('accounts.one.seen', { when: formatRelative(seenAt, now.value) })}
        <span class="muted">
          {' · '}
          {devices.length === 0 ? t('accounts.one.noDevices') : t('accounts.one.devices', { count: devices.length })}
          {appPasswords > 0 && ` · ${t('accounts.one.appPasswords', { count: appPasswords })}`}
          {apiTokens > 0 && ` · ${t('accounts.one.apiTokens', { count: apiTokens })}`}
        </span>
      </p>
      {devices.length > 0 && (
        <ul class="account-devices">
          {devices.slice(0, DEVICES_SHOWN).map((device) => (
            <DeviceLine key={`${device.createdAt} ${device.userAgent}`} device={device} />
          ))}
        </ul>
      )}
    </>
  );
};

interface LinkButtonsProps {
  readonly work: AccountWork;
  readonly way: 'invite' | 'reset';
  /** Besides how the link comes to its owner. */
  readonly wish?: object;
  readonly onSent?: () => void;
}

const LinkButtons = ({ work: { account, showLink, reload }, way, wish = {}, onSent }: LinkButtonsProps) => {
  const [busy, setBusy] = useState(false);
  const send = async (by: 'mail' | 'link'): Promise<void> => {
    setBusy(true);
    try {
      const address = `/admin/accounts/${account.id}/${way}`;
      const { link } = await callApi<{ link?: string }>('POST', address, { by, ...wish });
      onSent?.();
      if (link !== undefined)
        showLink({ name: account.name, url: link, purpose: way === 'invite' ? 'invitation' : 'reset' });
      else
        showToast({
          kind: 'success',
          text: t(way === 'invite' ? 'accounts.one.inviteSent' : 'accounts.one.resetSent', { email: account.email }),
        });
      reload();
    } catch (thrown) {
      showToast({ kind: 'problem', text: refusalText(asProblem(thrown)) });
    }
    setBusy(false);
  };
  return (
    <>
      <Button icon={Mail} busy={busy} onClick={() => void send('mail')}>
        {t(way === 'invite' ? 'accounts.one.invite' : 'accounts.one.reset')}
      </Button>
      <Button icon={Link} onClick={() => void send('link')}>
        {t(way === 'invite' ? 'accounts.one.inviteLink' : 'accounts.one.resetLink')}
      </Button>
    </>
  );
};

/** Asks what goes with the old password before the link is made. */
const ResetPassword = ({ work }: { readonly work: AccountWork }) => {
  const [asking, setAsking] = useState(false);
  const [revokeKeys, setRevokeKeys] = useState(true);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button icon={KeyRound} onClick={() => setAsking(true)}>
        {t('accounts.one.resetAsk')}
      </Button>
      {asking && (
        <Dialog
          title={t('accounts.one.resetTitle', { name: work.account.name })}
          onClose={close}
          footer={
            <>
              <Button onClick={close}>{t('common.cancel')}</Button>
              <LinkButtons work={work} way="reset" wish={{ revokeKeys }} onSent={close} />
            </>
          }
        >
          <p>{t('accounts.one.resetText')}</p>
          <label class="check">
            <input
              type="checkbox"
              checked={revokeKeys}
              onChange={(event) => setRevokeKeys(event.currentTarget.checked)}
            />
            <span>{t('accounts.one.resetKeys')}</span>
          </label>
        </Dialog>
      )}
    </>
  );
};

const RemoveFactor = ({ work: { account, act } }: { readonly work: AccountWork }) => {
  const [asking, setAsking] = useState(false);
  const { name } = account;
  const remove = async (): Promise<void> => {
    if (await act('remove-second-factor', t('accounts.one.factorRemoved', { name }))) setAsking(false);
  };
  return (
    <>
      <Button icon={ShieldOff} onClick={() => setAsking(true)}>
        {t('accounts.one.removeFactor')}
      </Button>
      {asking && (
        <Dialog
          title={t('accounts.one.factorTitle', { name })}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
              <Button kind="danger" onClick={() => void remove()}>
                {t('accounts.one.removeFactor')}
              </Button>
            </>
          }
        >
          <p>{t('accounts.one.factorText')}</p>
        </Dialog>
      )}
    </>
  );
};

/** How the account signs in: when it did, on what, with which proofs; and what helps who cannot. */
export const AccountSignIn = ({ work }: { readonly work: AccountWork }) => {
  const { account, act } = work;
  const { name, link, origin, secondFactor, state, devices, appPasswords, apiTokens } = account;
  const hasKeys = appPasswords + apiTokens > 0;
  return (
    <section class="account-part stack">
      <h3>{t('accounts.one.signIn')}</h3>
      <Devices account={account} />
      {origin === 'local' && state !== 'invited' && (
        <p class={secondFactor ? 'account-fact' : 'account-fact muted'}>
          <Icon of={secondFactor ? ShieldCheck : ShieldOff} size={18} />
          {t(secondFactor ? 'accounts.one.factorOn' : 'accounts.one.factorOff')}
        </p>
      )}
      {state === 'invited' && link === null && <p class="muted">{t('accounts.one.invitedNote')}</p>}
      {link !== null && (
        <p class="notice notice--waiting">
          {t(`accounts.one.linkOpen.${link.purpose}`, { when: formatDayAndTime(link.expiresAt, browserTimeZone()) })}
        </p>
      )}
      {origin !== 'local' && (
        <p class="muted">{t('accounts.one.elsewhere', { origin: t(`accounts.origins.${origin}`) })}</p>
      )}
      <div class="row">
        {origin === 'local' && state === 'invited' && <LinkButtons work={work} way="invite" />}
        {origin === 'local' && state === 'active' && <ResetPassword work={work} />}
        {(devices.length > 0 || hasKeys) && (
          <Button icon={LogOut} onClick={() => void act('sign-out', t('accounts.one.signedOut', { name }))}>
            {t('accounts.one.signOut')}
          </Button>
        )}
        {secondFactor && <RemoveFactor work={work} />}
      </div>
      {hasKeys && <p class="muted small">{t('accounts.one.signOutHint')}</p>}
    </section>
  );
};
