import './app-passwords.css';
import { KeyRound } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AppPasswordBody, AppPasswordList, NewAppPassword } from '../../../contract/http/app-password.ts';
import { LIMITS } from '../../../contract/limits.ts';
import { callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { formatDate, formatRelative } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { wallDate } from '../../shared/wall-time.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { now } from '../parts/now.ts';
import { displayZone } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';
import { AppPasswordBox } from './app-password-box.tsx';
import { AppPasswordForm } from './app-password-form.tsx';
import { AppPasswordGuides } from './app-password-guides.tsx';
import { AppPasswordRevokeDialog } from './app-password-revoke-dialog.tsx';
import { keepInSight } from './keep-in-sight.ts';

const RECENT_MS = 2 * 60_000;

const usedText = ({ usedAt }: AppPasswordBody): string => {
  if (usedAt === null) return t('appPasswords.neverUsed');
  const at = Date.parse(usedAt);
  if (now.value - at < RECENT_MS) return t('appPasswords.usedNow');
  return t('appPasswords.used', { when: formatRelative(at, now.value) });
};

interface OneProps {
  readonly one: AppPasswordBody;
  readonly onRevoke: () => void;
}

const One = ({ one, onRevoke }: OneProps) => (
  <li class="devices__one">
    <Icon of={KeyRound} />
    <div class="devices__text">
      <p>{one.name}</p>
      <p class="muted small">
        {t('appPasswords.created', { day: formatDate(wallDate(Date.parse(one.createdAt), displayZone.value)) })} ·{' '}
        {usedText(one)}
      </p>
    </div>
    <Button aria-label={t('appPasswords.revokeLabel', { name: one.name })} onClick={onRevoke}>
      {t('appPasswords.revoke')}
    </Button>
  </li>
);

const usePasswords = () => useLoaded('app-passwords', () => callApi<AppPasswordList>('GET', '/app-passwords'));

/** Those that there are, and the way to another one. */
const Passwords = () => {
  const { value, problem, reload, put } = usePasswords();
  const [fresh, setFresh] = useState<NewAppPassword>();
  const [revoking, setRevoking] = useState<AppPasswordBody>();
  if (!value)
    return problem ? (
      <LoadProblem problem={problem} onRetry={reload} />
    ) : (
      <div class="skeleton devices__one" aria-busy="true" />
    );
  const { appPasswords } = value;
  return (
    <>
      {appPasswords.length === 0 ? (
        <p class="muted">{t('appPasswords.empty')}</p>
      ) : (
        <ul class="devices">
          {appPasswords.map((one) => (
            <One key={one.id} one={one} onRevoke={() => setRevoking(one)} />
          ))}
        </ul>
      )}
      {fresh && <AppPasswordBox key={fresh.id} made={fresh} onDone={() => setFresh(undefined)} />}
      {!fresh && appPasswords.length >= LIMITS.appPasswords && (
        <p class="muted">{t('appPasswords.most', { count: LIMITS.appPasswords })}</p>
      )}
      {!fresh && appPasswords.length < LIMITS.appPasswords && (
        <AppPasswordForm
          onMade={(made) => {
            setFresh(made);
            reload();
          }}
        />
      )}
      {revoking && (
        <AppPasswordRevokeDialog
          one={revoking}
          onClose={() => setRevoking(undefined)}
          onRevoked={() => {
            put({ appPasswords: appPasswords.filter(({ id }) => id !== revoking.id) });
            if (fresh?.id === revoking.id) setFresh(undefined);
          }}
        />
      )}
    </>
  );
};

/** Of the address of this part: /account#devices. */
const PLACE = 'devices';

/** Programs and devices, each with a password of its own. Who comes by its address finds it in sight, with the keyboard at it. */
export const AppPasswords = () => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (location.hash !== `#${PLACE}`) return undefined;
    heading.current?.focus({ preventScroll: true });
    return keepInSight(heading.current?.closest('section'));
  }, []);
  return (
    <section class="card stack" id={PLACE}>
      <div class="settings__head">
        <h2 ref={heading} tabIndex={-1}>
          {t('appPasswords.title')}
        </h2>
        <p class="muted">{t('appPasswords.intro')}</p>
      </div>
      <Passwords />
      <AppPasswordGuides />
    </section>
  );
};
