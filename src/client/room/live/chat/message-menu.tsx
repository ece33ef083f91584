import { Copy, Trash2 } from 'lucide-preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { copyText } from '../../../shared/copy-text.ts';
import { browserTimeZone, formatDayAndTime } from '../../../shared/format-date.ts';
import { t } from '../../../shared/language.ts';
import { MenuEntry, type MenuItem, moveByKey } from '../../../shared/menu.tsx';
import { placeBelow } from '../../../shared/place-below.ts';
import { showToast } from '../../../shared/toast.tsx';
import type { ChatLine } from './chat-log.ts';

export interface MessageTarget {
  readonly line: ChatLine;
  /** The button that the menu belongs to. */
  readonly opener: HTMLButtonElement;
}

interface MessageMenuProps {
  readonly target: MessageTarget;
  readonly mayDelete: boolean;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}

const copy = async (text: string): Promise<void> => {
  const done = await copyText(text);
  showToast({ text: t(done ? 'room.chat.copied' : 'room.chat.notCopied'), kind: done ? 'success' : 'problem' });
};

/** What can be done with a message, and when it was written. One for all messages: it is mounted to be opened. */
export const MessageMenu = ({ target, mayDelete, onDelete, onClose }: MessageMenuProps) => {
  const panel = useRef<HTMLDivElement>(null);
  const { line, opener } = target;

  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    placeBelow(element, opener, line.own ? 'end' : 'start');
    element.querySelector<HTMLElement>('.menu__item')?.focus();
  }, []);
  useEffect(() => {
    opener.setAttribute('aria-expanded', 'true');
    return () => opener.removeAttribute('aria-expanded');
  }, []);

  const close = (): void => {
    panel.current?.hidePopover();
    opener.focus();
  };
  const items: readonly MenuItem[] = [
    { label: t('room.chat.copyText'), icon: Copy, onChoose: () => void copy(line.text) },
    ...(mayDelete ? [{ label: t('room.chat.delete'), icon: Trash2, danger: true, onChoose: onDelete }] : []),
  ];
  const when = formatDayAndTime(line.sentAtMs, browserTimeZone());

  return (
    <div
      ref={panel}
      class="menu"
      role="menu"
      tabIndex={-1}
      aria-label={`${t('room.chat.actionsMenu')}, ${when}`}
      popover="auto"
      onToggle={(event) => {
        if ((event as unknown as ToggleEvent).newState === 'closed') onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          close();
        } else moveByKey(event, event.currentTarget, close);
      }}
    >
      <div class="menu__heading figures" aria-hidden="true">
        {when}
      </div>
      {items.map((item) => (
        <MenuEntry key={item.label} item={item} close={close} />
      ))}
    </div>
  );
};
