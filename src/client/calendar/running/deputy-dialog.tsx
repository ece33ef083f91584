import './running.css';
import { useId, useState } from 'preact/hooks';
import type { DeputyBody } from '../../../contract/http/deputy.ts';
import type { EventBody } from '../../../contract/http/event.ts';
import { AnswerMark } from '../../shared/answer-mark.tsx';
import { type ApiProblem, asProblem, callApi } from '../../shared/api.ts';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { formatDayAndTime, formatDays } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { showToast } from '../../shared/toast.tsx';
import { handingOver, namingDeputy } from '../answers/answering.ts';
import { LoadProblem } from '../parts/load-problem.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { displayZone } from '../shell/session.ts';
import { useLoaded } from '../shell/use-loaded.ts';

type DeputyPerson = DeputyBody['people'][number];
type DateScope = 'this' | 'all';

const close = (): void => {
  namingDeputy.value = undefined;
};

const nameOf = ({ name, email }: { readonly name: string; readonly email: string }): string => name || email;

const pathOf = (event: EventBody, recurrenceId: string | undefined): string => {
  const query = recurrenceId === undefined ? '' : `?${new URLSearchParams({ recurrenceId })}`;
  return `/meetings/${event.meeting?.id ?? ''}/deputy${query}`;
};

const dateOf = ({ startsAt, allDay, recurrenceId }: NonNullable<DeputyBody['date']>): string =>
  allDay
    ? formatDays(recurrenceId.slice(0, 10), recurrenceId.slice(0, 10))
    : formatDayAndTime(startsAt, displayZone.value);

/** What the server says of an address, in words. */
const refusal = (problem: ApiProblem): string | undefined => {
  const code = problem.fields.get('address');
  if (code === undefined) return undefined;
  return t(code === 'not-invited' ? 'running.deputy.refused.notInvited' : 'running.deputy.refused.noRight');
};

interface ScopeProps {
  readonly body: DeputyBody;
  readonly value: DateScope;
  readonly onChange: (scope: DateScope) => void;
}

const DateChoice = ({ body, value, onChange }: ScopeProps) => {
  const name = useId();
  if (!body.recurring || body.date === undefined) return null;
  const texts = { this: t('running.deputy.thisDate', { date: dateOf(body.date) }), all: t('running.deputy.allDates') };
  return (
    <fieldset class="deputy__choice">
      <legend>{t('running.deputy.dates')}</legend>
      {(['this', 'all'] as const).map((scope) => (
        <label key={scope} class="check">
          <input type="radio" name={name} checked={scope === value} onChange={() => onChange(scope)} />
          {texts[scope]}
        </label>
      ))}
    </fieldset>
  );
};

interface PeopleProps {
  readonly people: readonly DeputyPerson[];
  readonly chosen: string | undefined;
  readonly onChoose: (email: string) => void;
}

const PeopleChoice = ({ people, chosen, onChoose }: PeopleProps) => {
  const name = useId();
  if (people.length === 0) return <p class="muted">{t('running.deputy.nobody')}</p>;
  return (
    <fieldset class="deputy__choice">
      <legend>{t('running.deputy.people')}</legend>
      {people.map((person) => (
        <label key={person.email} class="check deputy__person">
          <input type="radio" name={name} checked={person.email === chosen} onChange={() => onChoose(person.email)} />
          <span class="deputy__name">
            {nameOf(person)}
            {person.name !== '' && <span class="muted small">{person.email}</span>}
          </span>
          <AnswerMark answer={person.answer} />
        </label>
      ))}
    </fieldset>
  );
};

/** What is being chosen, and done with it. */
const useDeputy = (event: EventBody, body: DeputyBody, reload: () => void) => {
  const [scope, setScope] = useState<DateScope>(body.recurring ? 'this' : 'all');
  const [chosen, setChosen] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const date = scope === 'this' ? body.date?.recurrenceId : undefined;
  const named = scope === 'this' ? body.forDate : body.forAll;
  const people = body.people.filter(({ toAll }) => scope === 'this' || toAll);
  const person = people.find(({ email }) => email === chosen);

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };
  const name = (): Promise<void> =>
    attempt(async () => {
      if (person === undefined) return;
      const at = date === undefined ? {} : { recurrenceId: date };
      await callApi('POST', pathOf(event, undefined), { address: person.email, ...at });
      close();
      showToast({ kind: 'success', text: t('running.deputy.done', { who: nameOf(person) }) });
    });
  const takeBack = (who: string): Promise<void> =>
    attempt(async () => {
      await callApi('DELETE', pathOf(event, date));
      showToast({ kind: 'success', text: t('running.deputy.takenBack', { who }) });
      reload();
    });
  return { scope, setScope, setChosen, busy, problem, named, people, person, name, takeBack };
};

const Form = ({ event, body, reload }: { event: EventBody; body: DeputyBody; reload: () => void }) => {
  const { scope, setScope, setChosen, busy, problem, named, people, person, name, takeBack } = useDeputy(
    event,
    body,
    reload,
  );
  const wrong = problem && refusal(problem);
  return (
    <form
      class="stack"
      onSubmit={(submit) => {
        submit.preventDefault();
        void name();
      }}
    >
      {wrong !== undefined && (
        <p class="deputy__wrong" role="alert">
          {wrong}
        </p>
      )}
      {problem && wrong === undefined && <ProblemNotice problem={problem} />}
      <p>{t('running.deputy.lead')}</p>
      <DateChoice body={body} value={scope} onChange={setScope} />
      {named && (
        <div class="deputy__named">
          <p>
            {t(scope === 'all' && body.recurring ? 'running.deputy.nowAll' : 'running.deputy.now', {
              who: nameOf(named),
            })}
          </p>
          <Button busy={busy} onClick={() => void takeBack(nameOf(named))}>
            {t('running.deputy.takeBack')}
          </Button>
        </div>
      )}
      <PeopleChoice
        people={people.filter(({ email }) => email !== named?.email)}
        chosen={person?.email}
        onChoose={setChosen}
      />
      <p class="muted small deputy__hint">{person && t('running.deputy.hint', { who: nameOf(person) })}</p>
      <div class="deputy__foot">
        <Button
          kind="quiet"
          onClick={() => {
            close();
            handingOver.value = event;
          }}
        >
          {t('running.deputy.organizer')}
        </Button>
        <div class="row row--end">
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy} disabled={person === undefined}>
            {t('running.deputy.submit')}
          </Button>
        </div>
      </div>
    </form>
  );
};

/** Somebody who is invited starts and moderates the meeting in the organizer's place: on one date, or on all. */
export const DeputyDialog = ({ event }: { readonly event: EventBody }) => {
  const { value, problem, reload } = useLoaded(`${event.id} ${event.recurrenceId ?? ''}`, () =>
    callApi<DeputyBody>('GET', pathOf(event, event.recurrenceId)),
  );
  return (
    <Dialog title={t('running.deputy.title', { title: event.title || t('calendar.grid.untitled') })} onClose={close}>
      {value && <Form event={event} body={value} reload={reload} />}
      {!value && (problem ? <LoadProblem problem={problem} onRetry={reload} /> : <div class="skeleton deputy__wait" />)}
    </Dialog>
  );
};
