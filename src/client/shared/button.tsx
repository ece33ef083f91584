import type { LucideIcon } from 'lucide-preact';
import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact';
import { Icon } from './icon.tsx';

type Kind = 'plain' | 'primary' | 'live' | 'danger' | 'quiet';

interface ButtonProps extends Omit<ButtonHTMLAttributes, 'icon' | 'size' | 'loading'> {
  readonly kind?: Kind;
  readonly large?: boolean;
  readonly wide?: boolean;
  readonly icon?: LucideIcon;
  /** Work goes on: a spinner, and further presses do nothing. */
  readonly busy?: boolean;
  readonly children?: ComponentChildren;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

const classes = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ');

export const Button = (props: ButtonProps) => {
  const { kind = 'plain', large, wide, icon, busy = false, children, buttonRef, class: more, onClick, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      {...(buttonRef === undefined ? {} : { ref: buttonRef })}
      class={classes(
        'button',
        kind !== 'plain' && `button--${kind}`,
        large && 'button--large',
        wide && 'button--wide',
        more as string,
      )}
      {...(busy ? { 'aria-busy': true, 'aria-disabled': true } : {})}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon of={icon} />}
      {children}
    </button>
  );
};

interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children' | 'wide' | 'large'> {
  readonly icon: LucideIcon;
  /** Names it for assistive technology and in the tooltip. */
  readonly label: string;
}

/** A square button that shows an icon alone. */
export const IconButton = ({ icon, label, kind = 'quiet', busy, class: more, ...rest }: IconButtonProps) => (
  <Button
    {...rest}
    kind={kind}
    class={classes('button--icon', more as string)}
    aria-label={label}
    title={label}
    busy={busy ?? false}
  >
    {!busy && <Icon of={icon} />}
  </Button>
);
