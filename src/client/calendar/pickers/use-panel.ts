import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { placeBelow } from '../../shared/place-below.ts';

/** Shows a manual popover under its field while `open`; where it stands follows the field. */
export const usePanel = (open: boolean, panel: RefObject<HTMLElement>, anchor: RefObject<HTMLElement>): void => {
  useEffect(() => {
    const [element, field] = [panel.current, anchor.current];
    if (!open || !element || !field) return;
    element.showPopover();
    const place = (): void => placeBelow(element, field);
    place();
    // Whatever scrolls under it takes the field along.
    addEventListener('scroll', place, { capture: true, passive: true });
    addEventListener('resize', place);
    return () => {
      removeEventListener('scroll', place, { capture: true });
      removeEventListener('resize', place);
      if (element.isConnected) element.hidePopover();
    };
  }, [open, panel, anchor]);
};
