import { MonitorSmartphone } from 'lucide-preact';
import { useId, useState } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { Microphone } from '../devices/microphone.ts';
import { ScreenHeading } from '../screen-heading.tsx';
import type { Entry } from './entry.ts';
import { EntryFailure } from './entry-failure.tsx';

const WAYS = ['here', 'both'] as const;

/** One is in already, with another device: to go on here, or with both. Nothing is chosen for anybody. */
export const DevicePage = ({ entry, microphone }: { readonly entry: Entry; readonly microphone: Microphone }) => {
  const [chosen, setChosen] = useState<(typeof WAYS)[number] | undefined>(undefined);
  const id = useId();
  const { busy } = entry.form.value;
  const choose = (way: (typeof WAYS)[number]): void => {
    if (busy) return;
    setChosen(way);
    if (way === 'here') {
      void entry.moveHere();
      return;
    }
    // Two open microphones in one place hear each other's speakers.
    if (microphone.wish.peek() === 'on') microphone.wish.value = 'muted';
    void entry.joinWithBoth();
  };
  return (
    <section class="card door door--problem">
      <span class="door__badge door__badge--waiting">
        <Icon of={MonitorSmartphone} size={24} />
      </span>
      <ScreenHeading>{t('door.device.title')}</ScreenHeading>
      <p>{t('door.device.text')}</p>
      <EntryFailure entry={entry} />
      <ul class="door__ways">
        {WAYS.map((way) => (
          <li key={way}>
            <Button
              large
              wide
              kind={way === 'here' ? 'primary' : 'plain'}
              busy={busy && chosen === way}
              aria-describedby={`${id}-${way}`}
              onClick={() => choose(way)}
            >
              {t(`door.device.${way}`)}
            </Button>
            <p id={`${id}-${way}`} class="muted">
              {t(`door.device.${way}Means`)}
            </p>
          </li>
        ))}
      </ul>
      <div class="door__foot">
        <Button kind="quiet" onClick={entry.correct}>
          {t('door.device.notNow')}
        </Button>
      </div>
    </section>
  );
};
