/** Puts text on the clipboard; false where the browser does not let us, so that the screen can say so. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https there is no clipboard; the old command works where a selection does.
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'unseen';
    const host = document.querySelector('dialog[open]') ?? document.body;
    const before = document.activeElement;
    host.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (before instanceof HTMLElement) before.focus();
    return done;
  }
};
