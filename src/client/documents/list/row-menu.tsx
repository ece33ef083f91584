import { useEffect, useRef } from 'preact/hooks';
import { MenuEntry, type MenuGroup, moveByKey } from '../../shared/menu.tsx';
import { placeBelow } from '../../shared/place-below.ts';

export type MenuPlace = Pick<Element, 'getBoundingClientRect'>;

/** Where a pointer is, as a place for a menu. */
export const placeAt = (event: MouseEvent): MenuPlace => {
  const { clientX, clientY } = event;
  return { getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0) };
};

interface RowMenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly place: MenuPlace;
  readonly onClose: () => void;
}

/**
 * One menu for all rows, opened where it was asked for. Not one that the browser closes by itself: the button that a right press
 * releases would close it again.
 */
export const RowMenu = ({ label, groups, place, onClose }: RowMenuProps) => {
  const panel = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    placeBelow(element, place, place instanceof Element ? 'end' : 'start');
    element.querySelector<HTMLElement>('.menu__item')?.focus();
    const outside = (event: Event): void => {
      if (!(event.target instanceof Node && element.contains(event.target))) onClose();
    };
    document.addEventListener('pointerdown', outside, true);
    addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      removeEventListener('resize', onClose);
    };
  }, []);
  const close = (): void => {
    onClose();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  return (
    <div
      ref={panel}
      class="menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      popover="manual"
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') {
          event.preventDefault();
          close();
        } else moveByKey(event, event.currentTarget, close);
      }}
    >
      {groups
        .filter(({ items }) => items.length > 0)
        .map((group, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a group within a menu, not of form fields
          <div key={group.heading ?? index} class="menu__group" role="group">
            {group.items.map((item) => (
              <MenuEntry key={item.label} item={item} close={close} />
            ))}
          </div>
        ))}
    </div>
  );
};
