import './conversation-tabs.css';
import { ChevronDown, Lock, MessagesSquare, X } from 'lucide-preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../shared/icon.tsx';
import { t } from '../../../shared/language.ts';
import { Menu } from '../../../shared/menu.tsx';
import type { Partner } from './conversation.ts';

export interface ConversationTab {
  readonly partner: Partner;
  readonly name: string;
  readonly unread: number;
  /** Not in the meeting any more. */
  readonly gone: boolean;
}

export const CONVERSATION_PANEL = 'conversation';
export const tabIdOf = (partner: Partner): string => `conversation-${partner ?? 'all'}`;

const Unread = ({ count }: { readonly count: number }) =>
  count > 0 ? (
    <span class="conversation__count figures">
      <span aria-hidden="true">{count}</span>
      <span class="unseen">{t('room.chat.unread', { count })}</span>
    </span>
  ) : null;

interface ConversationTabsProps {
  readonly tabs: readonly ConversationTab[];
  readonly shown: Partner;
  readonly onShow: (partner: Partner) => void;
  readonly onClose: (partner: string) => void;
}

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/** Whether the tabs need more room than there is. */
const useOverflow = (count: number) => {
  const strip = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const element = strip.current;
    if (!element) return;
    const look = (): void => setOverflows(element.scrollWidth > element.clientWidth + 1);
    const resized = new ResizeObserver(look);
    resized.observe(element);
    look();
    return () => resized.disconnect();
  }, [count]);
  return { strip, overflows };
};

/** All conversations, for when their tabs do not fit. */
const ConversationMenu = ({ tabs, shown, onShow }: Omit<ConversationTabsProps, 'onClose'>) => {
  const elsewhere = tabs.reduce((sum, { partner, unread }) => (partner === shown ? sum : sum + unread), 0);
  return (
    <Menu
      label={t('room.chat.allConversations')}
      align="end"
      groups={[
        {
          items: tabs.map(({ partner, name, unread }) => ({
            label: name,
            chosen: partner === shown,
            onChoose: () => onShow(partner),
            ...(unread > 0 && { note: t('room.chat.unread', { count: unread }) }),
          })),
        },
      ]}
      button={({ buttonRef, ...props }) => (
        <button
          {...props}
          ref={buttonRef}
          type="button"
          class="conversations__all"
          aria-label={`${t('room.chat.allConversations')}${elsewhere > 0 ? `, ${t('room.chat.unread', { count: elsewhere })}` : ''}`}
        >
          {elsewhere > 0 && (
            <span class="conversation__count figures" aria-hidden="true">
              {elsewhere}
            </span>
          )}
          <Icon of={ChevronDown} size={18} />
        </button>
      )}
    />
  );
};

/** The conversations side by side (WAI-ARIA tabs): one tab stop, arrows show the next; private ones close with a cross. */
export const ConversationTabs = ({ tabs, shown, onShow, onClose }: ConversationTabsProps) => {
  const { strip, overflows } = useOverflow(tabs.length);
  const shownId = tabIdOf(shown);

  useLayoutEffect(() => {
    document.getElementById(shownId)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shownId, overflows]);

  return (
    <div class="conversations">
      <div ref={strip} class="conversations__strip">
        <div
          class="conversations__list"
          role="tablist"
          aria-label={t('room.chat.conversations')}
          onKeyDown={(event) => {
            const step = STEPS[event.key];
            const index = tabs.findIndex(({ partner }) => partner === shown);
            const next = tabs[step?.(index, tabs.length) ?? -1];
            if (!next) return;
            event.preventDefault();
            onShow(next.partner);
            document.getElementById(tabIdOf(next.partner))?.focus();
          }}
        >
          {tabs.map(({ partner, name, unread, gone }, index) => (
            <button
              key={partner ?? 'all'}
              type="button"
              id={tabIdOf(partner)}
              class={`conversation ${partner === undefined ? '' : 'conversation--private'} ${gone ? 'conversation--gone' : ''}`}
              style={{ gridColumn: index + 1 }}
              role="tab"
              aria-selected={partner === shown}
              aria-controls={CONVERSATION_PANEL}
              tabIndex={partner === shown ? 0 : -1}
              onClick={() => onShow(partner)}
            >
              <Icon of={partner === undefined ? MessagesSquare : Lock} size={16} />
              <span class="conversation__name">
                {partner !== undefined && <span class="unseen">{t('room.chat.privateWith', { name: '' })}</span>}
                <bdi>{name}</bdi>
              </span>
              <Unread count={unread} />
            </button>
          ))}
        </div>
        {/* Within the list of tabs there may be nothing but tabs: the crosses stand over it. */}
        {tabs.map(
          ({ partner, name }, index) =>
            partner !== undefined && (
              <button
                key={partner}
                type="button"
                class="conversation__close"
                style={{ gridColumn: index + 1 }}
                aria-label={t('room.chat.close', { name })}
                title={t('room.chat.closeShort')}
                tabIndex={partner === shown ? 0 : -1}
                onClick={() => onClose(partner)}
              >
                <Icon of={X} size={16} />
              </button>
            ),
        )}
      </div>
      {overflows && <ConversationMenu tabs={tabs} shown={shown} onShow={onShow} />}
    </div>
  );
};
