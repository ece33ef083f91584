import { Link, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { ShareBody } from '../../../contract/http/document.ts';
import { CopyButton } from '../../calendar/parts/copy-button.tsx';
import { displayZone } from '../../calendar/shell/session.ts';
import { type ApiProblem, asProblem } from '../../shared/api.ts';
import { Button, IconButton } from '../../shared/button.tsx';
import { Field } from '../../shared/field.tsx';
import { formatDate, formatDayAndTime } from '../../shared/format-date.ts';
import { t } from '../../shared/language.ts';
import { wallDate } from '../../shared/wall-time.ts';
import type { ShareActions } from './share-actions.ts';
import { SHARE_ENDS, type ShareEnd, shareEnd } from './share-ends.ts';

const endText = ({ expiresAt, expired }: ShareBody): string => {
  if (expiresAt === null) return t('documents.share.noEnd');
  const date = formatDayAndTime(expiresAt, displayZone.value);
  return t(expired ? 'documents.share.ended' : 'documents.share.endsOn', { date });
};

const madeOn = ({ createdAt }: ShareBody): string => formatDate(wallDate(Date.parse(createdAt), displayZone.value));

const LinkLine = ({ share, onRemove }: { readonly share: ShareBody; readonly onRemove: () => void }) => {
  const date = madeOn(share);
  return (
    <li class={`share-link ${share.expired ? 'share-link--ended' : ''}`}>
      {share.url !== undefined && (
        <div class="share-link__line">
          <input
            class="input share-link__address"
            type="text"
            readOnly={true}
            aria-label={t('documents.share.linkAddress')}
            value={share.url}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton label={t('documents.share.copy')} text={() => share.url ?? ''} />
        </div>
      )}
      <div class="share-link__line">
        <p class="share-link__facts small muted">
          {t('documents.share.linkOf', { date })} · {endText(share)}
        </p>
        <IconButton icon={X} label={t('documents.share.revokeLink', { date })} onClick={onRemove} />
      </div>
    </li>
  );
};

interface NewLinkProps extends Pick<ShareActions, 'add'> {
  readonly onProblem: (problem: ApiProblem) => void;
}

const NewLink = ({ add, onProblem }: NewLinkProps) => {
  const [end, setEnd] = useState<ShareEnd>('month');
  const [date, setDate] = useState('');
  const [wrongDate, setWrongDate] = useState(false);
  const [busy, setBusy] = useState(false);
  const create = async (): Promise<void> => {
    const expiresAt = shareEnd(end, date, Date.now());
    setWrongDate(expiresAt === undefined);
    if (expiresAt === undefined || busy) return;
    setBusy(true);
    try {
      await add({ kind: 'link', expiresAt });
    } catch (thrown) {
      onProblem(asProblem(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class="share-new"
      noValidate={true}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Field label={t('documents.share.end')}>
        {(control) => (
          <select
            {...control}
            class="input"
            name="share-end"
            value={end}
            onChange={(event) => setEnd(event.currentTarget.value as ShareEnd)}
          >
            {SHARE_ENDS.map((one) => (
              <option key={one} value={one}>
                {t(`documents.share.ends.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {end === 'date' && (
        <Field label={t('documents.share.endDate')} problem={wrongDate ? t('documents.share.endDateWrong') : undefined}>
          {(control) => (
            <input
              {...control}
              class="input"
              type="date"
              min={wallDate(Date.now(), displayZone.value)}
              value={date}
              onInput={(event) => setDate(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
      <Button type="submit" icon={Link} busy={busy}>
        {t('documents.share.create')}
      </Button>
    </form>
  );
};

interface ShareLinksProps extends ShareActions {
  readonly onProblem: (problem: ApiProblem) => void;
}

/** The links to a document, until when each works, and a new one. */
export const ShareLinks = ({ shares, add, remove, onProblem }: ShareLinksProps) => {
  const links = shares.filter(({ kind }) => kind === 'link');
  return (
    <section class="share-part">
      <h3>{t('documents.share.links')}</h3>
      <p class="small muted">{t('documents.share.linkHint')}</p>
      <ul class="share-part__list" aria-label={t('documents.share.links')}>
        {links.map((share) => (
          <LinkLine key={share.id} share={share} onRemove={() => remove(share, t('documents.share.revoked'))} />
        ))}
      </ul>
      <NewLink add={add} onProblem={onProblem} />
    </section>
  );
};
