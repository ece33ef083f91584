/** Puts the focus into the first field of a form that was refused, once it is drawn as such. */
export const focusFirstProblem = (form: HTMLElement | null): void => {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"], input:invalid')?.focus());
};
