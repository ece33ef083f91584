const MARGIN_PX = 8;
const GAP_PX = 4;

/** Puts a floating panel under its button, or above it where there is more room, and always within the window. */
export const placeBelow = (
  panel: HTMLElement,
  anchor: Pick<Element, 'getBoundingClientRect'>,
  align: 'start' | 'end' = 'start',
): void => {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const wanted = align === 'start' ? at.left : at.right - width;
  const left = Math.max(MARGIN_PX, Math.min(wanted, innerWidth - width - MARGIN_PX));
  const below = at.bottom + GAP_PX;
  const above = at.top - GAP_PX - height;
  const top = below + height <= innerHeight - MARGIN_PX || above < MARGIN_PX ? below : above;
  panel.style.setProperty('left', `${left}px`);
  panel.style.setProperty('top', `${Math.max(MARGIN_PX, Math.min(top, innerHeight - height - MARGIN_PX))}px`);
};
