import { type ReadonlySignal, useComputed, useSignalEffect } from '@preact/signals';
import { ArrowDownToLine, Paperclip } from 'lucide-preact';
import { useContext, useRef, useState } from 'preact/hooks';
import { linkText } from '../../room/live/chat/link-text.ts';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import { t } from '../../shared/language.ts';
import type { Player } from '../player.ts';
import { RecordingSourceContext } from '../recording-source.ts';
import { activeIndex, type ChatLine } from '../rules/moments.ts';
import { clockText } from '../rules/time-text.ts';

const Files = ({ files }: { readonly files: NonNullable<ChatLine['files']> }) => {
  const { shared } = useContext(RecordingSourceContext);
  return (
    <span class="line__files">
      {files.map(({ id, name }) => (
        <span key={id} class="line__file">
          <Icon of={Paperclip} size={16} />
          <span class="unseen">{t('recording.moments.file', { name: '' })}</span>
          {shared ? name : <a href={`/api/v1/room/files/${encodeURIComponent(id)}`}>{name}</a>}
        </span>
      ))}
    </span>
  );
};

interface LineProps {
  readonly player: Player;
  readonly line: ChatLine;
  readonly current: ReadonlySignal<ChatLine | undefined>;
}

const Line = ({ player, line, current }: LineProps) => {
  const isCurrent = useComputed(() => current.value === line).value;
  const position = clockText(line.atMs);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: its first part is a button that does the same
    <li
      class="line"
      {...(isCurrent ? { 'aria-current': 'true' as const } : {})}
      onClick={({ target }) => {
        // Words that are being marked are to be copied, links to be opened.
        if (!(target instanceof Element) || target.closest('a, button')) return;
        if (getSelection()?.isCollapsed ?? true) player.seek(line.atMs);
      }}
    >
      <button
        type="button"
        class="line__at figures"
        aria-label={t('recording.moments.jump', { position })}
        onClick={() => player.seek(line.atMs)}
      >
        {position}
      </button>
      <div class="line__words">
        <strong class="line__name">{line.name}</strong>
        <span class="line__text">
          {linkText(line.text).map(({ text, href }, index) =>
            href === undefined ? (
              text
            ) : (
              <a key={index} href={href} target="_blank" rel="noopener noreferrer">
                {text}
              </a>
            ),
          )}
        </span>
        {line.files && line.files.length > 0 && <Files files={line.files} />}
      </div>
    </li>
  );
};

interface ChatListProps {
  readonly player: Player;
  readonly lines: readonly ChatLine[];
  readonly wanted: string;
}

/** What was written, at its moment. It scrolls along until somebody scrolls it, and again when they ask. */
export const ChatList = ({ player, lines, wanted }: ChatListProps) => {
  const list = useRef<HTMLOListElement>(null);
  /** Where this list was scrolled to last by itself. */
  const ownTop = useRef(0);
  const [following, setFollowing] = useState(true);
  const active = useComputed(() => activeIndex(lines, player.position.value));
  const current = useComputed(() => lines[active.value]);

  const show = (index: number): void => {
    const element = list.current;
    const row = element?.children[index];
    if (!element || !(row instanceof HTMLElement) || element.clientHeight === 0) return;
    element.scrollTop = row.offsetTop - (element.clientHeight - row.offsetHeight) / 2;
    ownTop.current = element.scrollTop;
  };
  useSignalEffect(() => {
    const index = active.value;
    if (following && player.jumps.value >= 0) requestAnimationFrame(() => show(Math.max(0, index)));
  });

  if (lines.length === 0)
    return (
      <p class="moments__none muted">
        {wanted === '' ? t('recording.moments.noChat') : t('recording.moments.nothingFound', { wanted })}
      </p>
    );
  return (
    <div class="chat-lines">
      <ol
        ref={list}
        class="moments__list moments__list--scrolls"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled by keys
        tabIndex={0}
        aria-label={t('recording.moments.chat')}
        onScroll={({ currentTarget }) => {
          if (Math.abs(currentTarget.scrollTop - ownTop.current) > 2) setFollowing(false);
        }}
      >
        {lines.map((line, index) => (
          <Line key={`${line.atMs} ${index}`} player={player} line={line} current={current} />
        ))}
      </ol>
      {!following && (
        <Button
          class="chat-lines__follow"
          icon={ArrowDownToLine}
          onClick={() => {
            setFollowing(true);
            show(Math.max(0, active.peek()));
          }}
        >
          {t('recording.moments.follow')}
        </Button>
      )}
    </div>
  );
};
