import './logo.css';
import { productLogo, productName } from './product.ts';

interface LogoProps {
  readonly markOnly?: boolean;
  /** Other than those of this page: of a preview. */
  readonly name?: string;
  readonly picture?: string | undefined;
}

/** The mark and the name. */
export const Logo = ({ markOnly = false, name = productName(), picture = productLogo() }: LogoProps) => (
  <span class="logo">
    {picture === undefined ? (
      <svg class="logo__mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect class="logo__ground" width="32" height="32" rx="9" />
        <path
          class="logo__drawing"
          d="M8.5 11.5h9a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-3.2L10.5 24v-3.5h-2a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2Z"
        />
        <path class="logo__drawing" d="m21.5 14.7 4-2.4v7.4l-4-2.4Z" />
      </svg>
    ) : (
      <img class="logo__picture" src={picture} alt="" />
    )}
    <span class={markOnly ? 'unseen' : 'logo__name'}>{name}</span>
  </span>
);
