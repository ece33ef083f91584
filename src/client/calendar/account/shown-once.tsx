import { useEffect, useId, useRef } from 'preact/hooks';
import { Button } from '../../shared/button.tsx';
import { CopyButton } from '../parts/copy-button.tsx';

interface ShownOnceProps {
  readonly title: string;
  /** That it is shown this once. */
  readonly once: string;
  /** What the secret is called. */
  readonly label: string;
  readonly secret: string;
  readonly copyLabel: string;
  readonly done: string;
  readonly onDone: () => void;
}

/** A key that the server has forgotten already: to be copied now. */
export const ShownOnce = ({ title, once, label, secret, copyLabel, done, onDone }: ShownOnceProps) => {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  // It comes in place of the form that had the focus.
  useEffect(() => box.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: what was made, not form fields
    <div ref={box} class="app-password stack" role="group" tabIndex={-1} aria-labelledby={id}>
      <div class="settings__head">
        <h3 id={id}>{title}</h3>
        <p>{once}</p>
      </div>
      <div class="app-password__secret">
        <output class="app-password__key api-token__key" aria-label={label}>
          {secret}
        </output>
        <CopyButton label={copyLabel} text={() => secret} />
      </div>
      <div class="row row--end">
        <Button onClick={onDone}>{done}</Button>
      </div>
    </div>
  );
};
