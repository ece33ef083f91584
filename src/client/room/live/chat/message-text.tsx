import { linkText } from './link-text.ts';

/** A message as text nodes, with its addresses as links. */
export const MessageText = ({ text }: { readonly text: string }) => (
  <>
    {linkText(text).map(({ text: part, href }, index) =>
      href === undefined ? (
        part
      ) : (
        <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
          {part}
        </a>
      ),
    )}
  </>
);
