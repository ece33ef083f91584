import {
  CalendarDays,
  CalendarSync,
  Circle,
  CircleAlert,
  CircleCheck,
  CirclePause,
  Disc,
  FolderOpen,
  Globe,
  Inbox,
  type LucideIcon,
  Phone,
  Send,
  Video,
} from 'lucide-preact';
import type { ServiceBody } from '../../../../contract/http/service.ts';
import { Button } from '../../../shared/button.tsx';
import { browserTimeZone, formatDayAndTime } from '../../../shared/format-date.ts';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';

const ICONS: Readonly<Record<ServiceBody['name'], LucideIcon>> = {
  web: Globe,
  calendar: CalendarDays,
  caldav: CalendarSync,
  'mail-out': Send,
  'mail-in': Inbox,
  webmeeting: Video,
  telephone: Phone,
  recording: Disc,
  documents: FolderOpen,
};

const STATES: Readonly<Record<ServiceBody['state'], { readonly icon: LucideIcon; readonly badge: string }>> = {
  running: { icon: CircleCheck, badge: 'badge--live' },
  troubled: { icon: CircleAlert, badge: 'badge--danger' },
  stopped: { icon: CirclePause, badge: 'badge--waiting' },
  off: { icon: Circle, badge: '' },
};

const Problem = ({ problem }: { readonly problem: NonNullable<ServiceBody['problem']> }) => (
  <div class="service__problem">
    <p>{t(`services.problems.${problem.code}.what`, problem.values)}</p>
    <p class="muted small">{t(`services.problems.${problem.code}.remedy`)}</p>
  </div>
);

/** Where it is off: how it is turned on. */
const offText = (name: ServiceBody['name']): string =>
  name === 'mail-in' || name === 'telephone' ? t(`services.off.${name}`) : '';

interface ServiceRowProps {
  readonly service: ServiceBody;
  readonly busy: boolean;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

const Acts = ({ service: { name, state, runs, stoppable }, busy, onStart, onStop }: ServiceRowProps) => {
  const of = { name: t(`services.names.${name}`) };
  if (state === 'off') return null;
  if (!runs && state === 'troubled')
    return (
      <Button busy={busy} aria-label={t('services.page.retryOf', of)} onClick={onStart}>
        {t('services.page.retry')}
      </Button>
    );
  if (!runs)
    return (
      <Button kind="primary" busy={busy} aria-label={t('services.page.startOf', of)} onClick={onStart}>
        {t('services.page.start')}
      </Button>
    );
  if (!stoppable) return null;
  return (
    <Button busy={busy} aria-label={t('services.page.stopOf', of)} onClick={onStop}>
      {t('services.page.stop')}
    </Button>
  );
};

/** One service: what it is, how it is doing, and what may be done. */
export const ServiceRow = (props: ServiceRowProps) => {
  const { name, state, since, problem, stoppable } = props.service;
  const { icon, badge } = STATES[state];
  return (
    <li class="service" data-service={name}>
      <span class="service__icon">
        <Icon of={ICONS[name]} size={20} />
      </span>
      <div class="service__text">
        <h2 class="service__name">
          {t(`services.names.${name}`)}
          <span class={`badge ${badge}`}>
            <Icon of={icon} size={14} />
            {t(`services.states.${state}`)}
          </span>
        </h2>
        <p class="muted small">
          {t(`services.about.${name}`)} {!stoppable && t('services.page.always')}
        </p>
        {problem && <Problem problem={problem} />}
        {state === 'off' && offText(name) !== '' && <p class="small">{offText(name)}</p>}
      </div>
      <p class="service__since muted small figures">
        {state !== 'off' && t('services.page.since', { when: formatDayAndTime(since, browserTimeZone()) })}
      </p>
      <div class="service__act">
        <Acts {...props} />
      </div>
    </li>
  );
};
