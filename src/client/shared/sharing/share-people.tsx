import { Check, Link, X } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import { asProblem } from '../api.ts';
import { Avatar } from '../avatar.tsx';
import { Button, IconButton } from '../button.tsx';
import { copyText } from '../copy-text.ts';
import { TextField } from '../field.tsx';
import { t } from '../language.ts';
import { shareProblemText } from './share-problem.ts';
import { useRemoving } from './use-removing.ts';
import type { Shares } from './use-shares.ts';

/** Somebody without an account opens it by a link of their own. */
const PersonalLink = ({ url, address }: { readonly url: string; readonly address: string }) => {
  const [done, setDone] = useState<'copied' | 'notCopied'>();
  return (
    <>
      <IconButton
        icon={done === 'copied' ? Check : Link}
        label={t('sharing.people.copy', { address })}
        onClick={() => void copyText(url).then((worked) => setDone(worked ? 'copied' : 'notCopied'))}
      />
      <span class={done === 'notCopied' ? 'field__problem' : 'unseen'} role="status">
        {done === undefined ? '' : t(`common.${done}`)}
      </span>
    </>
  );
};

/** People by name, who find it in their own Documents. */
export const SharePeople = ({ shares }: { readonly shares: Shares }) => {
  const [email, setEmail] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { heading, remove } = useRemoving(shares);
  const people = shares.list?.shares.filter(({ kind }) => kind === 'person') ?? [];

  const wrong = (address: string): string | undefined => {
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) return t('errors.field.email');
    return people.some((one) => one.email?.toLowerCase() === address.toLowerCase())
      ? t('sharing.people.twice')
      : undefined;
  };
  const add = async (): Promise<void> => {
    const address = email.trim();
    const found = wrong(address);
    setProblem(found);
    if (found !== undefined || busy) return;
    setBusy(true);
    try {
      const made = await shares.add({ kind: 'person', email: address });
      setEmail('');
      shares.say(t('sharing.people.added', { name: made.name || address }));
    } catch (thrown) {
      const refused = asProblem(thrown);
      const field = refused.fields.get('email');
      if (field === 'own-address') setProblem(t('sharing.people.own'));
      else setProblem(field === undefined ? shareProblemText(refused) : t('errors.field.email'));
    } finally {
      setBusy(false);
    }
  };

  return (
    <section class="sharing__part">
      <h3 ref={heading} tabIndex={-1}>
        {t('sharing.people.heading')}
      </h3>
      <p class="muted small">{t('sharing.people.text')}</p>
      <ul class="sharing__list" aria-live="polite" aria-label={t('sharing.people.heading')}>
        {people.map((share) => {
          const address = share.email ?? '';
          return (
            <li key={share.id} class="sharing__person">
              <Avatar name={share.name || address} size={28} />
              <span class="sharing__who">
                {share.name || address}
                {share.name && <span class="muted small">{address}</span>}
                {share.url !== undefined && <span class="muted small">{t('sharing.people.noAccount')}</span>}
              </span>
              {share.url !== undefined && <PersonalLink url={share.url} address={share.name || address} />}
              <IconButton
                icon={X}
                label={t('sharing.people.remove', { address: share.name || address })}
                onClick={() => remove(share, t('sharing.people.removed', { name: share.name || address }))}
              />
            </li>
          );
        })}
      </ul>
      <form
        class="sharing__form"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <div class="sharing__grow">
          <TextField
            label={t('sharing.people.address')}
            type="email"
            name="share-email"
            autoComplete="off"
            value={email}
            problem={problem}
            onText={setEmail}
          />
        </div>
        <Button type="submit" busy={busy}>
          {t('sharing.people.add')}
        </Button>
      </form>
    </section>
  );
};

/** Those who were in the meeting that it comes from. */
export const SharePresent = ({ shares }: { readonly shares: Shares }) => {
  const id = useId();
  const [problem, setProblem] = useState<string>();
  const share = shares.list?.shares.find(({ kind }) => kind === 'session');
  const change = async (on: boolean): Promise<void> => {
    setProblem(undefined);
    try {
      if (on) await shares.add({ kind: 'session' });
      else if (share) await shares.remove(share, t('sharing.present.off'));
    } catch (thrown) {
      setProblem(shareProblemText(asProblem(thrown)));
    }
  };
  return (
    <section class="sharing__part">
      <div class="sharing__present">
        <label for={id}>
          <strong>{t('sharing.present.label')}</strong>
          <span class="muted small">{t('sharing.present.text')}</span>
        </label>
        <input
          id={id}
          type="checkbox"
          role="switch"
          class="switch"
          checked={share !== undefined}
          aria-checked={share !== undefined}
          onChange={(event) => void change(event.currentTarget.checked)}
        />
      </div>
      {problem !== undefined && (
        <p class="field__problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
};
