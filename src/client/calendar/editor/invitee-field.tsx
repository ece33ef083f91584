import './invitee-field.css';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import { type ParsedAddress, parseAddresses } from '../../shared/parse-addresses.ts';
import type { DraftInvitee } from './event-draft.ts';
import { InviteeChip } from './invitee-chip.tsx';

/** `LIMITS.invitees` of the contract. */
const MOST = 500;

interface InviteeFieldProps {
  readonly invitees: readonly DraftInvitee[];
  readonly onChange: (invitees: readonly DraftInvitee[]) => void;
  readonly problems: ReadonlyMap<string, string>;
  /** Filled with a way to take in what is still being typed: answers all invitees, or undefined when it is no address. */
  readonly pending: RefObject<(() => readonly DraftInvitee[] | undefined) | undefined>;
}

const withAdded = (invitees: readonly DraftInvitee[], added: readonly ParsedAddress[]): readonly DraftInvitee[] => {
  const known = new Set(invitees.map(({ email }) => email.toLowerCase()));
  const fresh = added
    .filter(({ email }) => !known.has(email.toLowerCase()))
    .map(
      ({ email, name = '' }): DraftInvitee => ({
        email,
        name,
        role: 'attendee',
        answer: 'NEEDS-ACTION',
      }),
    );
  return [...invitees, ...fresh];
};

const nameOf = ({ email, name }: DraftInvitee): string => name.trim() || email;

/** What is wrong with one of them, in words with its name. */
const chipProblem = (invitees: readonly DraftInvitee[], problems: ReadonlyMap<string, string>): string | undefined => {
  const wrong = invitees.find(({ email }) => problems.has(`invitees.${email}`));
  return wrong && `${nameOf(wrong)}${t('common.colon')} ${problems.get(`invitees.${wrong.email}`)}`;
};

/** Addresses become chips: by Enter, comma, semicolon, pasting, or by leaving the field. */
export const InviteeField = ({ invitees, onChange, problems, pending }: InviteeFieldProps) => {
  const [typed, setTyped] = useState('');
  const [rejected, setRejected] = useState<readonly string[]>([]);
  const [said, setSaid] = useState('');
  const input = useRef<HTMLInputElement>(null);

  /** Takes in what is typed or pasted; what is no address stays in the field, so that it can be mended. */
  const take = (text: string): readonly DraftInvitee[] | undefined => {
    const parsed = parseAddresses(text);
    const next = withAdded(invitees, parsed.found);
    if (parsed.found.length > 0) {
      onChange(next);
      setSaid(t('calendar.editor.inviteeAdded', { name: parsed.found.map(({ email }) => email).join(', ') }));
    }
    setTyped(parsed.rejected.join(', '));
    setRejected(parsed.rejected);
    return parsed.rejected.length === 0 && next.length <= MOST ? next : undefined;
  };

  useEffect(() => {
    pending.current = () => take(typed);
  });

  const remove = (invitee: DraftInvitee): void => {
    onChange(invitees.filter(({ email }) => email !== invitee.email));
    setSaid(t('calendar.editor.inviteeRemoved', { name: nameOf(invitee) }));
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const ends = event.key === 'Enter' || event.key === ',' || event.key === ';';
    if (ends && typed.trim() !== '') {
      event.preventDefault();
      take(typed);
    } else if (event.key === 'Enter') event.preventDefault();
    else if (event.key === 'Backspace' && typed === '') {
      const last = invitees.at(-1);
      if (last) remove(last);
    }
  };

  const ownProblem =
    rejected.length > 0
      ? t('calendar.editor.rejected', { count: rejected.length, list: rejected.join(', ') })
      : invitees.length > MOST
        ? t('calendar.editor.tooMany', { count: MOST })
        : (problems.get('invitees') ?? chipProblem(invitees, problems));

  return (
    <Field label={t('calendar.editor.invitees')} hint={t('calendar.editor.inviteesHint')} problem={ownProblem}>
      {(control) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the chips puts the cursor into the field, which Tab reaches too
        // biome-ignore lint/a11y/noStaticElementInteractions: as above
        <div
          class="input invitees"
          onClick={(event) => {
            if (event.target === event.currentTarget) input.current?.focus();
          }}
        >
          <ul class="invitees__chips" aria-label={t('calendar.editor.invitees')}>
            {invitees.map((invitee) => (
              <InviteeChip
                key={invitee.email}
                invitee={invitee}
                problem={problems.get(`invitees.${invitee.email}`)}
                onChange={(changed) => onChange(invitees.map((one) => (one.email === invitee.email ? changed : one)))}
                onRemove={() => remove(invitee)}
              />
            ))}
          </ul>
          <input
            {...control}
            ref={input}
            class="invitees__input"
            type="text"
            inputMode="email"
            name="invitees"
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            value={typed}
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setRejected([]);
            }}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              const text = event.clipboardData?.getData('text/plain') ?? '';
              if (parseAddresses(text).found.length === 0) return;
              event.preventDefault();
              take(`${typed} ${text}`);
            }}
            onBlur={() => {
              if (typed.trim() !== '') take(typed);
            }}
          />
          <span class="unseen" aria-live="polite">
            {said}
          </span>
        </div>
      )}
    </Field>
  );
};
