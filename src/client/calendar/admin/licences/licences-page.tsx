import './licences-page.css';
import { CircleAlert, CircleCheck, type LucideIcon, TriangleAlert } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { LicenceBody, LicenceList } from '../../../../contract/http/licence.ts';
import { callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { formatDate } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { showToast } from '../../../shared/toast.tsx';
import { LoadProblem } from '../../parts/load-problem.tsx';
import { displayZone } from '../../shell/session.ts';
import { useLoaded } from '../../shell/use-loaded.ts';
import { AdminScreen } from '../admin-screen.tsx';
import { HoldersDialog } from './holders-dialog.tsx';
import { LicenceDialog } from './licence-dialog.tsx';
import { lastDay } from './licence-draft.ts';

type Opened = { readonly what: 'change' | 'holders'; readonly service: LicenceBody['service'] };

const STATES: Readonly<Record<LicenceBody['state'], { readonly icon: LucideIcon; readonly badge: string }>> = {
  registered: { icon: CircleCheck, badge: 'badge--live' },
  full: { icon: CircleAlert, badge: 'badge--waiting' },
  over: { icon: TriangleAlert, badge: 'badge--danger' },
  ended: { icon: TriangleAlert, badge: 'badge--danger' },
};

const nameOf = ({ service }: Pick<LicenceBody, 'service'>): string => t(`rights.names.${service}`);

const warningOf = (licence: LicenceBody): string | undefined => {
  const service = nameOf(licence);
  const { state, seats, seatsUsed } = licence;
  if (state === 'ended') return t('rights.licences.warnEnded', { service });
  return state === 'over' ? t('rights.licences.warnOver', { service, used: seatsUsed, seats: seats ?? 0 }) : undefined;
};

/** How much of the seats is held: a bar beside the figures, which say the same. */
const Seats = ({ licence: { seats, seatsUsed, state } }: { readonly licence: LicenceBody }) => (
  <div class="licence__seats">
    <p class="figures">
      {seats === null
        ? t('rights.licences.used', { count: seatsUsed })
        : t('rights.licences.usedOf', { used: seatsUsed, seats })}
    </p>
    {seats !== null && (
      <div class={`licence__bar licence__bar--${state}`} aria-hidden="true">
        <div style={{ inlineSize: `${seats === 0 ? 100 : Math.min(100, (seatsUsed / seats) * 100)}%` }} />
      </div>
    )}
  </div>
);

const Row = ({ licence, onOpen }: { readonly licence: LicenceBody; readonly onOpen: (opened: Opened) => void }) => {
  const { service, type, state, endsAt, reference } = licence;
  const { icon, badge } = STATES[state];
  const day = endsAt === null ? '' : formatDate(lastDay(endsAt, displayZone.value));
  return (
    <li class="licence">
      <div class="licence__head">
        <h2>{nameOf(licence)}</h2>
        <span class={`badge ${badge}`}>
          <Icon of={icon} size={14} />
          {t(`rights.licences.states.${state}`)}
        </span>
      </div>
      <Seats licence={licence} />
      <p class="licence__facts">
        {t(`rights.licences.types.${type}`)}
        {endsAt !== null && (
          <span class="muted">
            {' · '}
            {t(state === 'ended' ? 'rights.licences.endedOn' : 'rights.licences.until', { day })}
          </span>
        )}
        {reference !== '' && (
          <span class="muted licence__reference">
            {' · '}
            {t('rights.licences.referenceIs', { reference })}
          </span>
        )}
      </p>
      <div class="row licence__actions">
        <Button
          aria-label={t('rights.licences.whoLabel', { service: nameOf(licence) })}
          onClick={() => onOpen({ what: 'holders', service })}
        >
          {t('rights.licences.who')}
        </Button>
        <Button
          aria-label={t('rights.licences.changeLabel', { service: nameOf(licence) })}
          onClick={() => onOpen({ what: 'change', service })}
        >
          {t('rights.licences.change')}
        </Button>
      </div>
    </li>
  );
};

const Warnings = ({ licences }: LicenceList) => {
  const warnings = licences.flatMap((licence) => warningOf(licence) ?? []);
  if (warnings.length === 0) return null;
  return (
    <div class="notice notice--waiting" role="status">
      <Icon of={TriangleAlert} />
      <div>
        {warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </div>
    </div>
  );
};

const Licences = ({ list, put }: { readonly list: LicenceList; readonly put: (list: LicenceList) => void }) => {
  const [opened, setOpened] = useState<Opened>();
  const close = (): void => setOpened(undefined);
  const changed =
    opened?.what === 'change' ? list.licences.find(({ service }) => service === opened.service) : undefined;
  return (
    <>
      <Warnings licences={list.licences} />
      <ul class="licences">
        {list.licences.map((licence) => (
          <Row key={licence.service} licence={licence} onOpen={setOpened} />
        ))}
      </ul>
      {opened?.what === 'holders' && <HoldersDialog service={opened.service} onClose={close} />}
      {changed && (
        <LicenceDialog
          licence={changed}
          onClose={close}
          onSaved={(saved) => {
            put({ licences: list.licences.map((one) => (one.service === saved.service ? saved : one)) });
            close();
            showToast({ kind: 'success', text: t('rights.licences.saved') });
          }}
        />
      )}
    </>
  );
};

/** What the organisation has of each service, and who holds it. */
export const LicencesPage = () => {
  const { value, problem, reload, put } = useLoaded('licences', () => callApi<LicenceList>('GET', '/admin/licences'));
  return (
    <AdminScreen broad={true} title={t('rights.licences.title')} intro={t('rights.licences.intro')}>
      {value && <Licences list={value} put={put} />}
      {!value && problem && <LoadProblem problem={problem} onRetry={reload} />}
      {!value && !problem && <div class="skeleton licences__waiting" aria-busy="true" />}
    </AdminScreen>
  );
};
