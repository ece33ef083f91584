import type { LucideIcon } from 'lucide-preact';
import { CalendarClock, MapPin, Repeat, Text, Video } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { describeRecurrence } from '../../base/recurrence/describe-recurrence.ts';
import type { Rsvp } from '../../contract/http/answer.ts';
import { Button } from '../shared/button.tsx';
import { formatDateBlock } from '../shared/format-date.ts';
import { Icon } from '../shared/icon.tsx';
import { language, t } from '../shared/language.ts';
import { leafOf, seriesStart } from './rsvp-days.ts';
import { rsvpWhen, shortDay } from './rsvp-when.ts';

export const organizerName = ({ organizer }: Rsvp): string => organizer.name || organizer.email;

const Line = ({ icon, children }: { readonly icon: LucideIcon; readonly children: ComponentChildren }) => (
  <div class="rsvp-facts__line">
    <span class="rsvp-facts__mark">
      <Icon of={icon} />
    </span>
    <div class="rsvp-facts__text">{children}</div>
  </div>
);

const When = ({ rsvp, zone }: { readonly rsvp: Rsvp; readonly zone: string }) => {
  const when = rsvpWhen(rsvp, zone);
  return (
    <Line icon={CalendarClock}>
      <p class="rsvp-facts__day">{when.day}</p>
      {when.span !== undefined && <p class="rsvp-facts__span figures">{when.span}</p>}
      {when.zone !== undefined && <p class="rsvp-facts__note">{when.zone}</p>}
      {when.elsewhere && (
        <p class="rsvp-facts__note">{t('rsvp.organizerZone', { name: organizerName(rsvp), ...when.elsewhere })}</p>
      )}
    </Line>
  );
};

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const NEXT_SHOWN = 3;

const Rule = ({ rsvp, zone: own }: { readonly rsvp: Rsvp; readonly zone: string }) => {
  if (rsvp.recurrence === '') return null;
  const next = rsvp.dates
    .filter(({ startsAt }) => startsAt > rsvp.startsAt)
    .slice(0, NEXT_SHOWN)
    .map((date) => shortDay({ ...rsvp, ...date }, own));
  const zone = rsvp.eventTimeZone ?? rsvp.timeZone;
  const rule = { rule: rsvp.recurrence, start: seriesStart(rsvp), timeZone: zone };
  return (
    <Line icon={Repeat}>
      <p>
        <span class="unseen">{t('rsvp.repeats')}</span> {capital(describeRecurrence(rule, language.value))}
      </p>
      {next.length > 0 && <p class="rsvp-facts__note">{t('rsvp.nextDates', { dates: next.join(', ') })}</p>}
    </Line>
  );
};

/** What fits before the answers without pushing them out of sight. */
const isShort = (text: string): boolean =>
  innerWidth <= 480
    ? text.length <= 80 && text.split('\n').length <= 2
    : text.length <= 400 && text.split('\n').length <= 8;

const Description = ({ text }: { readonly text: string }) => {
  const [whole, setWhole] = useState(() => isShort(text));
  if (text.trim() === '') return null;
  return (
    <Line icon={Text}>
      <p class={`rsvp-facts__description ${whole ? '' : 'rsvp-facts__description--cut'}`} dir="auto">
        {text}
      </p>
      {!whole && (
        <Button kind="quiet" class="rsvp-facts__more" onClick={() => setWhole(true)}>
          {t('rsvp.more')}
        </Button>
      )}
    </Line>
  );
};

interface RsvpFactsProps {
  readonly rsvp: Rsvp;
  /** The same at the time of the date that is answered for. */
  readonly shown: Rsvp;
  readonly zone: string;
}

/** What one is invited to: by whom, when, where, what for. */
export const RsvpFacts = ({ rsvp, shown, zone }: RsvpFactsProps) => (
  <div class="rsvp-facts">
    <When rsvp={shown} zone={zone} />
    <Rule rsvp={rsvp} zone={zone} />
    {rsvp.location !== '' && (
      <Line icon={MapPin}>
        <p dir="auto">
          <span class="unseen">
            {t('rsvp.place')}
            {t('common.colon')}
          </span>{' '}
          {rsvp.location}
        </p>
      </Line>
    )}
    {rsvp.webMeeting && rsvp.state === 'open' && (
      <Line icon={Video}>
        <p>{t('rsvp.online')}</p>
      </Line>
    )}
    <Description text={rsvp.description} />
  </div>
);

/** The day as a torn-off leaf, the title, and who invites. */
export const RsvpHead = ({ rsvp, zone }: { readonly rsvp: Rsvp; readonly zone: string }) => {
  const leaf = leafOf(rsvp, zone);
  const { weekday, day, month } = formatDateBlock(leaf.moment, leaf.zone);
  return (
    <header class="rsvp__head">
      <div class="rsvp__leaf" aria-hidden="true">
        <span class="rsvp__leaf-small">{weekday}</span>
        <span class="rsvp__leaf-day">{day}</span>
        <span class="rsvp__leaf-small">{month}</span>
      </div>
      <div class="rsvp__title">
        <p class="muted">{t('rsvp.invites', { name: organizerName(rsvp) })}</p>
        <h1 dir="auto">{rsvp.title || t('rsvp.untitled')}</h1>
      </div>
    </header>
  );
};
