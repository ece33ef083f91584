import { linkText } from './link-text.ts';

/** A message as text nodes, with its addresses as links. */
export const MessageText = ({ text }: { readonly text: string }) => (
  <>
    {linkText(text).map(({ text: part, href }, index) =>
      href === undefined ? (
        part
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one message never change
        <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
          {part}
        </a>
      ),
    )}
  </>
);
