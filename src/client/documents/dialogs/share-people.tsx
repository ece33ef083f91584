import { X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ShareBody } from '../../../contract/http/document.ts';
import { CopyButton } from '../../calendar/parts/copy-button.tsx';
import { account } from '../../calendar/shell/session.ts';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Avatar } from '../../shared/avatar.tsx';
import { Button, IconButton } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { t } from '../../shared/language.ts';
import type { ShareActions } from './share-actions.ts';

const PersonLine = ({ share, onRemove }: { readonly share: ShareBody; readonly onRemove: () => void }) => {
  const name = share.name || share.email || '';
  return (
    <li class="share-person">
      <Avatar name={name} size={32} />
      <span class="share-person__who">
        {name}
        {share.name && <span class="small muted">{share.email}</span>}
        {share.url !== undefined && <span class="small muted">{t('documents.share.noAccount')}</span>}
      </span>
      {share.url !== undefined && (
        <CopyButton label={t('documents.share.copyFor', { name })} text={() => share.url ?? ''} iconOnly={true} />
      )}
      <IconButton icon={X} label={t('documents.share.removePerson', { name })} onClick={onRemove} />
    </li>
  );
};

interface SharePeopleProps extends ShareActions {
  readonly problemText: (problem: ApiProblem) => string;
}

/** Who may read a document by name. */
export const SharePeople = ({ shares, add, remove, problemText }: SharePeopleProps) => {
  const people = shares.filter(({ kind }) => kind === 'person');
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState<string>();
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);

  const wrongWith = (address: string): string | undefined => {
    if (!/^[^\s@]+@[^\s@]+$/.test(address)) return t('errors.field.email');
    if (address === account.value?.email.toLowerCase()) return t('documents.share.self');
    return people.some((one) => one.email?.toLowerCase() === address) ? t('documents.share.twice') : undefined;
  };
  const submit = async (): Promise<void> => {
    const address = email.trim().toLowerCase();
    const wrong = wrongWith(address);
    setProblem(wrong);
    if (wrong !== undefined || busy) return;
    setBusy(true);
    try {
      const made = await add({ kind: 'person', email: address });
      setEmail('');
      setSaid(t('documents.share.addedPerson', { name: made.name || address }));
    } catch (thrown) {
      const refused = asProblem(thrown);
      setProblem(refused.fields.has('email') ? t('errors.field.email') : problemText(refused));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="share-part">
      <h3>{t('documents.share.people')}</h3>
      <p class="unseen" aria-live="polite">
        {said}
      </p>
      <ul class="share-part__list" aria-label={t('documents.share.people')}>
        {people.map((share) => {
          const name = share.name || share.email || '';
          return (
            <PersonLine
              key={share.id}
              share={share}
              onRemove={() => remove(share, t('documents.share.removedPerson', { name }))}
            />
          );
        })}
      </ul>
      <form
        class="share-new"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field
          label={t('documents.share.email')}
          hint={t('documents.share.peopleHint')}
          problem={problem}
          class="share-new__email"
        >
          {(control) => (
            <input
              {...control}
              class="input"
              type="email"
              name="share-email"
              autoComplete="off"
              value={email}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" busy={busy}>
          {t('documents.share.add')}
        </Button>
      </form>
    </section>
  );
};
