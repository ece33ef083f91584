import './menu.css';
import { Check, type LucideIcon } from 'lucide-preact';
import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { placeBelow } from './place-below.ts';

export interface MenuItem {
  readonly label: string;
  readonly onChoose: () => void;
  readonly icon?: LucideIcon;
  /** Small words under the label. */
  readonly note?: string;
  /** One of a group of which exactly one holds: drawn with a tick. */
  readonly chosen?: boolean;
  readonly danger?: boolean;
}

export interface MenuGroup {
  readonly heading?: string;
  readonly items: readonly MenuItem[];
}

/** To be spread onto the button that opens the menu. */
export interface MenuButtonProps {
  readonly buttonRef: Ref<HTMLButtonElement>;
  readonly 'aria-haspopup': 'menu';
  readonly 'aria-expanded': boolean;
  readonly 'aria-controls': string;
  readonly onClick: () => void;
}

interface MenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly button: (props: MenuButtonProps) => ComponentChildren;
  /** Which edge of the button the menu is flush with. */
  readonly align?: 'start' | 'end';
}

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

const entries = (panel: HTMLElement): HTMLButtonElement[] => [
  ...panel.querySelectorAll<HTMLButtonElement>('.menu__item'),
];

/** Moves within the menu by arrows, Home, End and first letters; Tab leaves it. */
export const moveByKey = (event: KeyboardEvent, panel: HTMLElement, close: () => void): void => {
  const all = entries(panel);
  const index = all.indexOf(document.activeElement as HTMLButtonElement);
  const step = STEPS[event.key];
  if (event.key === 'Tab') close();
  else if (step) {
    event.preventDefault();
    all[step(index, all.length)]?.focus();
  } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
    const letter = event.key.toLowerCase();
    const from = [...all.slice(index + 1), ...all.slice(0, index + 1)];
    from.find((entry) => entry.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
  }
};

export const MenuEntry = ({ item, close }: { readonly item: MenuItem; readonly close: () => void }) => (
  <button
    type="button"
    class={`menu__item ${item.danger ? 'menu__item--danger' : ''}`}
    tabIndex={-1}
    {...(item.chosen === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': item.chosen })}
    onClick={() => {
      close();
      item.onChoose();
    }}
  >
    <span class="menu__mark">
      {item.chosen ? <Icon of={Check} size={18} /> : item.icon && <Icon of={item.icon} size={18} />}
    </span>
    <span>
      {item.label}
      {item.note !== undefined && <span class="menu__note">{item.note}</span>}
    </span>
  </button>
);

/** A button that opens a list of things to do. */
export const Menu = ({ label, groups, button, align = 'start' }: MenuProps) => {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const marks = groups.some((group) =>
    group.items.some((item) => item.icon !== undefined || item.chosen !== undefined),
  );

  const close = (): void => {
    panel.current?.hidePopover();
    opener.current?.focus();
  };

  useEffect(() => {
    const element = panel.current;
    if (!open || !element || !opener.current) return;
    placeBelow(element, opener.current, align);
    entries(element)[0]?.focus();
  }, [open, align]);

  return (
    <>
      {button({
        buttonRef: opener,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'aria-controls': id,
        onClick: () => (open ? close() : panel.current?.showPopover()),
      })}
      <div
        ref={panel}
        id={id}
        class={`menu ${marks ? '' : 'menu--plain'}`}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        popover="auto"
        onToggle={(event) => setOpen((event as unknown as ToggleEvent).newState === 'open')}
        onKeyDown={(event) => moveByKey(event, event.currentTarget, close)}
      >
        {groups.map((group, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a group within a menu, not of form fields
          <div
            key={group.heading ?? index}
            class="menu__group"
            role="group"
            {...(group.heading === undefined ? {} : { 'aria-label': group.heading })}
          >
            {group.heading !== undefined && (
              <div class="menu__heading" aria-hidden="true">
                {group.heading}
              </div>
            )}
            {group.items.map((item) => (
              <MenuEntry key={item.label} item={item} close={close} />
            ))}
          </div>
        ))}
      </div>
    </>
  );
};
