import './answering.css';
import { CircleAlert } from 'lucide-preact';
import { useId } from 'preact/hooks';
import { LIMITS } from '../../../contract/limits.ts';
import { Field, TextField } from '../field.tsx';
import { formatShortDay, formatSpan, formatZoneInWords } from '../format-date.ts';
import { Icon } from '../icon.tsx';
import { t } from '../language.ts';
import {
  type AnswerForm,
  type Proposal,
  type ProposalProblem,
  proposalMoments,
  withProposedStart,
} from './answer-form.ts';

interface PartProps {
  readonly form: AnswerForm;
  readonly onChange: (part: Partial<AnswerForm>) => void;
}

export const CommentField = ({ form, onChange, name }: PartProps & { readonly name: string }) => (
  <Field label={t('answer.comment.label', { name })}>
    {(control) => (
      <textarea
        {...control}
        class="input answering__text"
        name="comment"
        rows={3}
        maxLength={LIMITS.comment}
        value={form.comment}
        onInput={(event) => onChange({ comment: event.currentTarget.value })}
      />
    )}
  </Field>
);

export const NeedsFields = ({ form, onChange }: PartProps) => {
  const { needs } = form;
  const check = (name: 'captions' | 'phoneOnly') => (
    <label class="check">
      <input
        type="checkbox"
        name={name}
        checked={needs[name]}
        onChange={(event) => onChange({ needs: { ...needs, [name]: event.currentTarget.checked } })}
      />
      {t(`answer.needs.${name}`)}
    </label>
  );
  return (
    <>
      <TextField
        label={t('answer.needs.language')}
        name="needsLanguage"
        hint={t('answer.needs.languageHint')}
        maxLength={LIMITS.name}
        value={needs.language}
        onText={(language) => onChange({ needs: { ...needs, language } })}
      />
      {check('captions')}
      {check('phoneOnly')}
    </>
  );
};

const problemText = ({ code }: ProposalProblem): string =>
  code === 'past' ? t('answer.proposal.past') : t(`errors.field.${code}`);

interface ProposalFieldsProps {
  readonly proposal: Proposal;
  readonly onChange: (proposal: Proposal) => void;
  readonly problem: ProposalProblem | undefined;
  readonly timeZone: string;
  /** Who decides, and where. */
  readonly organizer: { readonly name: string; readonly timeZone: string };
}

/** What the proposed time is for the organizer, where their clock shows another. */
const Elsewhere = ({ proposal, problem, timeZone, organizer }: ProposalFieldsProps) => {
  const moments = problem === undefined ? proposalMoments(proposal, timeZone) : undefined;
  if (!moments || organizer.timeZone === timeZone) return null;
  const there = organizer.timeZone;
  const when = `${formatShortDay(moments.startMs, there)}, ${formatSpan(moments.startMs, moments.endMs, there)}`;
  return (
    <>
      {t('answer.proposal.elsewhere', {
        name: organizer.name,
        when,
        zone: formatZoneInWords(there, moments.startMs),
      })}{' '}
    </>
  );
};

/** Another time, in the zone of the person who proposes it; the end follows the start. */
export const ProposalFields = (props: ProposalFieldsProps) => {
  const { proposal, onChange, problem, timeZone, organizer } = props;
  const problemId = useId();
  const input = (name: keyof Proposal, take: (text: string) => Proposal) => (
    <Field label={t(`answer.proposal.${name}`)}>
      {(control) => (
        <input
          {...control}
          class="input figures"
          type={name.endsWith('Date') ? 'date' : 'time'}
          name={name}
          value={proposal[name]}
          {...(problem && name.startsWith(problem.field)
            ? { 'aria-invalid': true as const, 'aria-describedby': problemId }
            : {})}
          onInput={(event) => onChange(take(event.currentTarget.value.slice(0, name.endsWith('Date') ? 10 : 5)))}
        />
      )}
    </Field>
  );
  return (
    <div class="proposal">
      {input('startDate', (date) => withProposedStart(proposal, date, proposal.startTime))}
      {input('startTime', (time) => withProposedStart(proposal, proposal.startDate, time))}
      {input('endDate', (endDate) => ({ ...proposal, endDate }))}
      {input('endTime', (endTime) => ({ ...proposal, endTime }))}
      {problem && (
        <p class="field__problem" id={problemId} role="alert">
          <Icon of={CircleAlert} size={16} />
          <span>{problemText(problem)}</span>
        </p>
      )}
      <p class="proposal__note muted">
        {t('answer.proposal.zone', {
          zone: formatZoneInWords(timeZone, proposalMoments(proposal, timeZone)?.startMs ?? Date.now()),
        })}{' '}
        <Elsewhere {...props} />
        {t('answer.proposal.decides', { name: organizer.name })}
      </p>
    </div>
  );
};

export interface Delegate {
  readonly email: string;
  readonly name: string;
}

interface DelegateFieldsProps {
  readonly delegate: Delegate;
  readonly onChange: (delegate: Delegate) => void;
  readonly name: string;
  /** Whether the address was refused. */
  readonly wrong: boolean;
}

/** Who comes instead. */
export const DelegateFields = ({ delegate, onChange, name, wrong }: DelegateFieldsProps) => (
  <>
    <p class="muted">{t('answer.delegate.lead', { name })}</p>
    <TextField
      label={t('answer.delegate.name')}
      name="delegateName"
      autoComplete="off"
      maxLength={LIMITS.name}
      value={delegate.name}
      onText={(text) => onChange({ ...delegate, name: text })}
    />
    <TextField
      label={t('answer.delegate.email')}
      name="delegateEmail"
      type="email"
      autoComplete="off"
      required={true}
      maxLength={LIMITS.email}
      value={delegate.email}
      onText={(email) => onChange({ ...delegate, email })}
      problem={wrong ? t('errors.field.email') : undefined}
    />
  </>
);
