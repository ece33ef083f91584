import { X } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LIMITS } from '../../../../contract/limits.ts';
import { Field } from '../../../shared/field.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { parseAddresses } from '../../../shared/parse-addresses.ts';

interface RecipientFieldProps {
  readonly recipients: readonly string[];
  readonly onChange: (recipients: readonly string[]) => void;
  /** What the server said of single addresses, in words. */
  readonly problems: ReadonlyMap<string, string>;
  /** What is wrong with the field as a whole. */
  readonly problem: string | undefined;
  /** Takes in what is still being typed; answers all, or undefined when it is no address. */
  readonly pending: RefObject<(() => readonly string[] | undefined) | undefined>;
}

const withAdded = (known: readonly string[], added: readonly string[]): readonly string[] => {
  const keys = new Set(known.map((address) => address.toLowerCase()));
  return [...known, ...added.filter((address) => !keys.has(address.toLowerCase()))];
};

/** Addresses become chips: by Enter, comma, semicolon, pasting, or by leaving the field. */
export const RecipientField = ({ recipients, onChange, problems, problem, pending }: RecipientFieldProps) => {
  const [typed, setTyped] = useState('');
  const [rejected, setRejected] = useState<readonly string[]>([]);
  const [said, setSaid] = useState('');
  const input = useRef<HTMLInputElement>(null);

  const take = (text: string): readonly string[] | undefined => {
    const parsed = parseAddresses(text);
    const found = parsed.found.map(({ email }) => email);
    const next = withAdded(recipients, found);
    if (found.length > 0) {
      onChange(next);
      setSaid(t('roomInvite.added', { list: found.join(', ') }));
    }
    setTyped(parsed.rejected.join(', '));
    setRejected(parsed.rejected);
    return parsed.rejected.length === 0 && next.length <= LIMITS.inviteRecipients ? next : undefined;
  };

  useEffect(() => {
    pending.current = () => take(typed);
  });
  useEffect(() => input.current?.focus(), []);

  const remove = (address: string): void => {
    onChange(recipients.filter((one) => one !== address));
    setSaid(t('roomInvite.removed', { list: address }));
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = recipients.at(-1);
    if (['Enter', ',', ';'].includes(event.key) && typed.trim() !== '') {
      event.preventDefault();
      take(typed);
    } else if (event.key === 'Enter') event.preventDefault();
    else if (event.key === 'Backspace' && typed === '' && last !== undefined) remove(last);
  };

  const ownProblem =
    rejected.length > 0
      ? t('roomInvite.rejected', { count: rejected.length, list: rejected.join(', ') })
      : recipients.length > LIMITS.inviteRecipients
        ? t('roomInvite.tooMany', { count: LIMITS.inviteRecipients })
        : problems.size > 0
          ? [...problems.values()].join(' ')
          : problem;

  return (
    <Field
      label={t('roomInvite.to')}
      hint={t('roomInvite.toHint', { count: LIMITS.inviteRecipients })}
      problem={ownProblem}
    >
      {(control) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the chips puts the cursor into the field, which Tab reaches too
        // biome-ignore lint/a11y/noStaticElementInteractions: as above
        <div
          class="input recipients"
          onClick={(event) => {
            if (event.target === event.currentTarget) input.current?.focus();
          }}
        >
          <ul class="recipients__chips" aria-label={t('roomInvite.to')}>
            {recipients.map((address) => (
              <li key={address} class={`recipient ${problems.has(address) ? 'recipient--problem' : ''}`}>
                <span class="recipient__address">{address}</span>
                <button
                  type="button"
                  class="recipient__remove"
                  aria-label={t('roomInvite.remove', { address })}
                  onClick={() => remove(address)}
                >
                  <Icon of={X} size={14} />
                </button>
              </li>
            ))}
          </ul>
          <input
            {...control}
            ref={input}
            class="recipients__input"
            type="text"
            inputMode="email"
            name="recipients"
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
