import {
  AppWindow,
  CalendarX,
  CircleAlert,
  CircleCheck,
  DoorClosed,
  Hourglass,
  Link2Off,
  type LucideIcon,
  MonitorSmartphone,
  PlugZap,
  Users,
  UserX,
} from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { formatRelative } from '../../shared/format-date.ts';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { ScreenHeading } from '../screen-heading.tsx';
import { useNow } from '../use-now.ts';
import type { Entry } from './entry.ts';
import { EntryFailure } from './entry-failure.tsx';
import type { EntryProblemKind, ShownProblem } from './entry-problem.ts';
import { problemText } from './problem-text.ts';

/** The next step of a page. */
type Step =
  | 'tryAgain'
  | 'comeBack'
  | 'rejoin'
  | 'typeId'
  | 'signInAsOther'
  | 'calendar'
  | 'reload'
  | 'here'
  | keyof typeof NEW_STEPS;

/** Steps that ask at the door again, in their own words. */
const NEW_STEPS = {
  comeBackHere: 'door.ended.comeBackHere',
  lookAgain: 'door.ended.lookAgain',
  knock: 'door.ended.knock',
} as const;
const isNew = (step: Step): step is keyof typeof NEW_STEPS => step in NEW_STEPS;

interface Page {
  readonly icon: LucideIcon;
  readonly tone?: 'waiting' | 'live';
  /** The first is the one to take. */
  readonly steps: readonly Step[];
}

const PAGES: Readonly<Record<EntryProblemKind, Page>> = {
  unknownLink: { icon: Link2Off, steps: ['typeId'] },
  revoked: { icon: Link2Off, steps: ['typeId'] },
  cancelled: { icon: CalendarX, steps: [] },
  ended: { icon: CircleCheck, tone: 'live', steps: [] },
  endedEmpty: { icon: CircleCheck, tone: 'live', steps: ['comeBack'] },
  endedByAdministrator: { icon: CircleAlert, tone: 'waiting', steps: [] },
  removed: { icon: UserX, steps: [] },
  full: { icon: Users, tone: 'waiting', steps: ['lookAgain'] },
  tooMany: { icon: Hourglass, tone: 'waiting', steps: ['tryAgain'] },
  notStarter: { icon: CircleAlert, steps: ['signInAsOther', 'typeId'] },
  noRight: { icon: CircleAlert, steps: ['typeId', 'calendar'] },
  offline: { icon: PlugZap, tone: 'waiting', steps: ['tryAgain'] },
  stopped: { icon: PlugZap, tone: 'waiting', steps: ['tryAgain'] },
  roomsFull: { icon: Users, tone: 'waiting', steps: ['tryAgain'] },
  tooEarly: { icon: Hourglass, tone: 'waiting', steps: ['tryAgain', 'calendar'] },
  internal: { icon: CircleAlert, steps: ['tryAgain'] },
  notFound: { icon: Link2Off, steps: ['typeId'] },
  left: { icon: DoorClosed, steps: ['comeBack'] },
  lost: { icon: PlugZap, tone: 'waiting', steps: ['rejoin'] },
  elsewhere: { icon: AppWindow, steps: ['here'] },
  moved: { icon: MonitorSmartphone, tone: 'live', steps: ['comeBackHere'] },
  mustWait: { icon: DoorClosed, tone: 'waiting', steps: ['knock'] },
  wentAway: { icon: DoorClosed, steps: ['knock'] },
  roomNotLoaded: { icon: PlugZap, tone: 'waiting', steps: ['reload'] },
};

export interface ProblemPageProps {
  readonly entry: Entry;
  readonly problem: ShownProblem;
}

/** Steps that go to another page are links, the others act here. */
const StepButton = ({ entry, step, first, wait }: { entry: Entry; step: Step; first: boolean; wait: boolean }) => {
  const [pressed, setPressed] = useState(false);
  const kind = first ? 'primary' : 'plain';
  const label = t(isNew(step) ? NEW_STEPS[step] : `door.action.${step}`);
  if (step === 'calendar' || step === 'signInAsOther') {
    const href = step === 'calendar' ? '/' : `/sign-in?next=${encodeURIComponent(location.pathname)}`;
    return (
      <a class={`button button--large ${first ? 'button--primary' : ''}`} href={href}>
        {label}
      </a>
    );
  }
  const act = (): void => {
    setPressed(true);
    if (step === 'typeId') entry.askForId();
    else if (step === 'reload') location.reload();
    else if (entry.door.peek() === undefined || step === 'tryAgain') void entry.load();
    else if (step === 'here' || step === 'comeBackHere') void entry.moveHere();
    else void entry.enter();
  };
  return (
    <Button
      kind={kind}
      large
      // A full meeting is looked at now and then by itself: only one's own press is shown.
      busy={first && entry.form.value.busy && (step !== 'lookAgain' || pressed)}
      {...(wait ? { 'aria-disabled': true } : {})}
      onClick={wait ? undefined : act}
    >
      {label}
    </Button>
  );
};

/** The way ends, or pauses: what happened, and what to do next. */
export const ProblemPage = ({ entry, problem }: ProblemPageProps) => {
  const { icon, tone, steps } = PAGES[problem.kind];
  const nowMs = useNow(1_000);
  const wait = problem.retryAtMs !== undefined && problem.retryAtMs > nowMs;
  const account = entry.door.value?.role === 'organizer' && !steps.includes('calendar');
  return (
    <section class="card door door--problem">
      <span class={`door__badge ${tone === undefined ? '' : `door__badge--${tone}`}`}>
        <Icon of={icon} size={24} />
      </span>
      <ScreenHeading>{problemText(problem.kind, 'title')}</ScreenHeading>
      <p>{problemText(problem.kind, 'text')}</p>
      {wait && problem.retryAtMs !== undefined && (
        <p>
          <strong>{t('door.problem.tooMany.wait', { in: formatRelative(problem.retryAtMs, nowMs) })}</strong>
        </p>
      )}
      {problem.requestId !== undefined && (
        <p class="muted small">{t('door.problem.internal.number', { id: problem.requestId })}</p>
      )}
      <EntryFailure entry={entry} />
      <div class="door__steps">
        {steps.map((step, index) => (
          <StepButton key={step} entry={entry} step={step} first={index === 0} wait={wait} />
        ))}
        {account && (
          <a class="button button--large" href="/">
            {t('door.action.calendar')}
          </a>
        )}
      </div>
    </section>
  );
};
