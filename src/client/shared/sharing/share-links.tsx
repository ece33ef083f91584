import { Check, Copy, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ShareBody } from '../../../contract/http/document.ts';
import { asProblem } from '../api.ts';
import { Button, IconButton } from '../button.tsx';
import { copyText } from '../copy-text.ts';
import { Field } from '../field.tsx';
import { browserTimeZone, formatDayAndTime } from '../format-date.ts';
import { t } from '../language.ts';
import { wallDate } from '../wall-time.ts';
import { ENDINGS, type Ending, endOf } from './share-end.ts';
import { shareProblemText } from './share-problem.ts';
import { useRemoving } from './use-removing.ts';
import type { Shares } from './use-shares.ts';

const momentText = (moment: string): string => formatDayAndTime(moment, browserTimeZone());

const endText = ({ expiresAt, expired }: ShareBody): string => {
  if (expiresAt === null) return t('sharing.link.forever');
  return t(expired ? 'sharing.link.over' : 'sharing.link.until', { date: momentText(expiresAt) });
};

interface LinkProps {
  readonly share: ShareBody;
  readonly onRemove: () => void;
}

/** One link: to be copied, or taken back. */
const Link = ({ share, onRemove }: LinkProps) => {
  const [done, setDone] = useState<'copied' | 'notCopied'>();
  const since = momentText(share.createdAt);
  const copy = async (): Promise<void> => setDone((await copyText(share.url ?? '')) ? 'copied' : 'notCopied');
  return (
    <li class="sharing__link">
      <div class="sharing__link-line">
        <input
          class="input sharing__address"
          readOnly={true}
          aria-label={t('sharing.link.since', { date: since })}
          value={share.url ?? ''}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button icon={done === 'copied' ? Check : Copy} onClick={() => void copy()}>
          {done === 'copied' ? t('common.copied') : t('sharing.link.copy')}
        </Button>
        <IconButton icon={X} label={t('sharing.link.remove', { date: since })} onClick={onRemove} />
      </div>
      <p class={`small ${share.expired ? 'sharing__over' : 'muted'}`}>{endText(share)}</p>
      <span class={done === 'notCopied' ? 'field__problem' : 'unseen'} role="status">
        {done === undefined ? '' : t(`common.${done}`)}
      </span>
    </li>
  );
};

/** Links that whoever has them may open, each with its end. */
export const ShareLinks = ({ shares }: { readonly shares: Shares }) => {
  const [ending, setEnding] = useState<Ending>('month');
  const [date, setDate] = useState('');
  const [busy, setBusy] = useState(false);
  const { heading, remove } = useRemoving(shares);
  const [problem, setProblem] = useState<string>();
  const links = shares.list?.shares.filter(({ kind }) => kind === 'link') ?? [];
  const make = async (): Promise<void> => {
    const expiresAt = endOf(ending, date, Date.now());
    setProblem(expiresAt === undefined ? t('sharing.past') : undefined);
    if (expiresAt === undefined || busy) return;
    setBusy(true);
    try {
      await shares.add({ kind: 'link', expiresAt });
    } catch (thrown) {
      setProblem(shareProblemText(asProblem(thrown)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="sharing__part">
      <h3 ref={heading} tabIndex={-1}>
        {t('sharing.link.heading')}
      </h3>
      <p class="muted small">{t('sharing.link.text')}</p>
      <ul class="sharing__list" aria-live="polite" aria-label={t('sharing.link.heading')}>
        {links.map((share) => (
          <Link key={share.id} share={share} onRemove={() => remove(share, t('sharing.link.removed'))} />
        ))}
      </ul>
      <form
        class="sharing__form"
        noValidate={true}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Field label={t('sharing.link.ends')} class="sharing__grow" problem={ending === 'date' ? undefined : problem}>
          {(control) => (
            <select
              {...control}
              class="input"
              name="share-end"
              value={ending}
              onChange={(event) => setEnding(event.currentTarget.value as Ending)}
            >
              {ENDINGS.map((name) => (
                <option key={name} value={name}>
                  {t(`sharing.link.endings.${name}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {ending === 'date' && (
          <Field label={t('sharing.link.lastDay')} class="sharing__grow" problem={problem}>
            {(control) => (
              <input
                {...control}
                class="input"
                type="date"
                min={wallDate(Date.now(), browserTimeZone())}
                value={date}
                onInput={(event) => setDate(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <Button type="submit" kind={links.length === 0 ? 'primary' : 'plain'} busy={busy}>
          {t('sharing.link.make')}
        </Button>
      </form>
    </section>
  );
};
