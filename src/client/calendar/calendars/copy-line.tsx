import { CopyButton } from '../parts/copy-button.tsx';

/** An address to be copied: it can be selected, and a button copies it. */
export const CopyLine = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div class="copy-line">
    <code class="copy-line__text">{text}</code>
    <CopyButton label={label} text={() => text} iconOnly={true} />
  </div>
);
