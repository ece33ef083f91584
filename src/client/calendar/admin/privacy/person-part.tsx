import { Download, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { privacy as english } from '../../../../base/i18n/en/privacy.ts';
import type { PersonBody } from '../../../../contract/http/privacy.ts';
import { type ApiProblem, asProblem, callApi } from '../../../shared/api.ts';
import { Button } from '../../../shared/button.tsx';
import { TextField } from '../../../shared/field.tsx';
import { t } from '../../../shared/language.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { EraseDialog } from './erase-dialog.tsx';

type KindName = keyof typeof english.person.kinds;
const isKind = (name: string): name is KindName => name in english.person.kinds;

const Counts = ({ title, counts }: { readonly title: string; readonly counts: Readonly<Record<string, number>> }) => {
  const some = Object.entries(counts).flatMap(([name, count]) => (count > 0 && isKind(name) ? [{ name, count }] : []));
  if (some.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl class="privacy__list">
        {some.map(({ name, count }) => (
          <div key={name} class="privacy__row">
            <dt>{t(`privacy.person.kinds.${name}`)}</dt>
            <dd class="privacy__long">{count}</dd>
          </div>
        ))}
      </dl>
    </>
  );
};

const isNothing = ({ goes, stays, account }: PersonBody): boolean =>
  account === undefined && [...Object.values(goes), ...Object.values(stays)].every((count) => count === 0);

const Found = ({ person, onErase }: { readonly person: PersonBody; readonly onErase: () => void }) => {
  if (isNothing(person)) return <p>{t('privacy.person.nothing')}</p>;
  const href = `/api/v1/admin/privacy/person/export?address=${encodeURIComponent(person.address)}`;
  return (
    <>
      <p>
        {person.account === undefined
          ? t('privacy.person.noAccount')
          : t('privacy.person.account', { name: person.account.name })}
      </p>
      <Counts title={t('privacy.person.goes')} counts={person.goes} />
      <Counts title={t('privacy.person.stays')} counts={person.stays} />
      <p class="muted small">{t('privacy.person.staysHint')}</p>
      <div class="row row--end privacy__buttons">
        <Button icon={Download} onClick={() => window.location.assign(href)}>
          {t('privacy.person.download')}
        </Button>
        <Button kind="danger" icon={Trash2} onClick={onErase}>
          {t('privacy.person.erase')}
        </Button>
      </div>
    </>
  );
};

/** What is kept of one person: seen, downloaded, deleted. */
export const PersonPart = () => {
  const [address, setAddress] = useState('');
  const [person, setPerson] = useState<PersonBody>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const [erasing, setErasing] = useState(false);

  const look = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    setPerson(undefined);
    try {
      setPerson(
        await callApi<PersonBody>('GET', `/admin/privacy/person?address=${encodeURIComponent(address.trim())}`),
      );
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(false);
  };
  const isWrong = problem?.code === 'invalid-input';
  return (
    <section class="card stack">
      <h2>{t('privacy.person.title')}</h2>
      <form
        class="privacy__look"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          void look();
        }}
      >
        <TextField
          label={t('privacy.person.address')}
          hint={t('privacy.person.hint')}
          type="email"
          autoComplete="off"
          value={address}
          problem={isWrong ? t('privacy.person.wrong') : undefined}
          onText={setAddress}
        />
        <Button type="submit" busy={busy}>
          {t('privacy.person.look')}
        </Button>
      </form>
      {problem && !isWrong && <ProblemNotice problem={problem} />}
      <div aria-live="polite" class="stack">
        {person && <Found person={person} onErase={() => setErasing(true)} />}
      </div>
      {erasing && person && (
        <EraseDialog
          person={person}
          onClose={() => setErasing(false)}
          onErased={() => {
            setErasing(false);
            void look();
          }}
        />
      )}
    </section>
  );
};
