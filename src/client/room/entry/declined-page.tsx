import { DoorClosed } from 'lucide-preact';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import { ScreenHeading } from '../screen-heading.tsx';
import type { Entry } from './entry.ts';
import { EntryFailure } from './entry-failure.tsx';

/** A moderator did not let one in: their word, and what one can do. */
export const DeclinedPage = ({ entry, word }: { readonly entry: Entry; readonly word: string }) => (
  <section class="card door door--problem">
    <span class="door__badge">
      <Icon of={DoorClosed} size={24} />
    </span>
    <ScreenHeading>{t('door.lobby.declined.title')}</ScreenHeading>
    {word === '' ? (
      <p>{t('door.lobby.declined.text')}</p>
    ) : (
      <>
        <p>{t('door.lobby.declined.word')}</p>
        <blockquote class="door__word" dir="auto">
          {word}
        </blockquote>
      </>
    )}
    <p class="muted">{t('door.lobby.declined.next')}</p>
    <EntryFailure entry={entry} />
    <div class="door__steps">
      <Button kind="primary" large busy={entry.form.value.busy} onClick={() => void entry.enter()}>
        {t('door.lobby.declined.again')}
      </Button>
      <Button large onClick={entry.goAway}>
        {t('door.lobby.declined.go')}
      </Button>
    </div>
  </section>
);
