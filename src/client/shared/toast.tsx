import './toast.css';
import { signal } from '@preact/signals';
import { CircleAlert, CircleCheck, Info, type LucideIcon, X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button, IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { t } from './language.ts';

type Kind = 'info' | 'success' | 'problem';

export interface ToastRequest {
  readonly text: string;
  readonly kind?: Kind;
  /** The next step, as a button. */
  readonly action?: { readonly label: string; readonly onChoose: () => void };
}

interface Toast extends ToastRequest {
  readonly id: number;
}

const SHOWN_MS = 6_000;
/** What can be taken back stays until one has read it and thought about it. */
const SHOWN_WITH_ACTION_MS = 12_000;
const AT_ONCE = 3;
const ICONS: Readonly<Record<Kind, LucideIcon>> = { info: Info, success: CircleCheck, problem: CircleAlert };

const toasts = signal<readonly Toast[]>([]);
let lastId = 0;

const dismiss = (id: number): void => {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
};

/** Says something in passing, at the edge of the window; answers how to take it away. What must be acted on belongs beside its cause. */
export const showToast = (request: ToastRequest): (() => void) => {
  lastId += 1;
  const id = lastId;
  const others = toasts.value.filter((toast) => toast.text !== request.text);
  toasts.value = [...others, { ...request, id }].slice(-AT_ONCE);
  return () => dismiss(id);
};

const ToastCard = ({ toast }: { readonly toast: Toast }) => {
  const kind = toast.kind ?? 'info';
  const card = useRef<HTMLLIElement>(null);

  useEffect(() => {
    let timer = 0;
    const wait = (): void => {
      // What is pointed at or has the focus stays; a problem stays until it is closed.
      timer = window.setTimeout(
        () => (card.current?.matches(':hover, :focus-within') ? wait() : dismiss(toast.id)),
        toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS,
      );
    };
    if (kind !== 'problem') wait();
    return () => window.clearTimeout(timer);
  }, [toast.id, kind]);

  return (
    <li ref={card} class={`toast toast--${kind}`}>
      <Icon of={ICONS[kind]} />
      <span class="toast__text">{toast.text}</span>
      {toast.action && (
        <Button
          kind="quiet"
          class="toast__action"
          onClick={() => {
            dismiss(toast.id);
            toast.action?.onChoose();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon={X} label={t('common.close')} onClick={() => dismiss(toast.id)} />
    </li>
  );
};

/** Where toasts appear; drawn once per page. Set `--toast-inset` where the lower edge holds controls. */
export const Toasts = () => {
  const calm = toasts.value.filter((toast) => toast.kind !== 'problem');
  const problems = toasts.value.filter((toast) => toast.kind === 'problem');
  const layer = useRef<HTMLDivElement>(null);
  const count = toasts.value.length;
  useEffect(() => {
    const element = layer.current;
    if (!element || count === 0) return;
    // The newest of what floats is in front: a toast is not to come up behind a window.
    element.showPopover();
    return () => element.hidePopover();
  }, [count]);
  return (
    <div ref={layer} class="toasts" popover="manual">
      <ul class="toasts__list" aria-live="assertive" aria-label={t('common.problems')}>
        {problems.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </ul>
      <ul class="toasts__list" aria-live="polite" aria-label={t('common.messages')}>
        {calm.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </ul>
    </div>
  );
};
