import { Search, X } from 'lucide-preact';
import { useId, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { Player } from '../player.ts';
import { type Chapter, type ChatLine, type Gap, isFound, momentsOf } from '../rules/moments.ts';
import { ChapterList } from './chapter-list.tsx';
import { ChatList } from './chat-list.tsx';
import { useWidth } from './use-width.ts';

interface MomentsProps {
  readonly player: Player;
  readonly chapters: readonly Chapter[];
  readonly chat: readonly ChatLine[];
  readonly gaps: readonly Gap[];
}

/** From this width on, both lists are seen at once. Pixels. */
const BESIDE_PX = 720;
/** Fewer are found with the eyes. */
const SEARCHED_FROM = 8;
const PARTS = ['chapters', 'chat'] as const;
type Part = (typeof PARTS)[number];

/** Chapters and chat, each at its moment: side by side, or as tabs where there is no room for both. */
export const Moments = ({ player, chapters, chat, gaps }: MomentsProps) => {
  const id = useId();
  const frame = useRef<HTMLElement>(null);
  const tabs = useWidth(frame) < BESIDE_PX;
  const [chosen, setChosen] = useState<Part>(chapters.length === 0 && chat.length > 0 ? 'chat' : 'chapters');
  const [wanted, setWanted] = useState('');

  const shownChapters = momentsOf(chapters, wanted === '' ? gaps : []).filter(
    (moment) => moment.kind === 'gap' || isFound(wanted, moment.chapter.label),
  );
  const shownChat = wanted === '' ? chat : chat.filter(({ name, text }) => isFound(wanted, name, text));
  const counts = { chapters: shownChapters.filter(({ kind }) => kind === 'chapter').length, chat: shownChat.length };
  const choose = (part: Part): void => {
    setChosen(part);
    document.getElementById(`${id}-tab-${part}`)?.focus();
  };

  return (
    <section ref={frame} class={`moments ${tabs ? 'moments--tabs' : ''}`} aria-label={t('recording.moments.heading')}>
      {chapters.length + chat.length >= SEARCHED_FROM && (
        <div class="moments__search">
          <Icon of={Search} size={18} />
          <input
            type="search"
            class="input"
            aria-label={t('recording.moments.search')}
            placeholder={t('recording.moments.search')}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value.trimStart())}
          />
          {wanted !== '' && <IconButton icon={X} label={t('recording.moments.clear')} onClick={() => setWanted('')} />}
        </div>
      )}
      {tabs && (
        <div class="moments__tabs" role="tablist">
          {PARTS.map((part) => (
            <button
              key={part}
              type="button"
              role="tab"
              id={`${id}-tab-${part}`}
              class="moments__tab"
              aria-selected={chosen === part}
              aria-controls={`${id}-${part}`}
              tabIndex={chosen === part ? 0 : -1}
              onClick={() => setChosen(part)}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
                event.preventDefault();
                choose(part === 'chat' ? 'chapters' : 'chat');
              }}
            >
              {t(`recording.moments.${part}`)} <span class="muted figures">{counts[part]}</span>
            </button>
          ))}
        </div>
      )}
      {PARTS.map((part) => (
        <div
          key={part}
          id={`${id}-${part}`}
          class={`moments__part moments__part--${part}`}
          {...(tabs ? { role: 'tabpanel', 'aria-labelledby': `${id}-tab-${part}`, hidden: chosen !== part } : {})}
        >
          {!tabs && <h2>{t(`recording.moments.${part}`)}</h2>}
          {part === 'chapters' ? (
            <ChapterList player={player} moments={shownChapters} wanted={wanted} />
          ) : (
            <ChatList player={player} lines={shownChat} wanted={wanted} />
          )}
        </div>
      ))}
    </section>
  );
};
