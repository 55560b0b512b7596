'use client';

import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';

/** How long a success stands, in milliseconds; one with something to do in it stands longer. Errors stay. */
const LIFE_MS = 6_000;
const LIFE_WITH_ACTION_MS = 10_000;
const MOST = 3;

type Toast = {
  id: number;
  tone: 'success' | 'error';
  text: string;
  action?: { label: string; run: () => void };
};

const NONE: readonly Toast[] = [];
let toasts = NONE;
let nextId = 1;
const listeners = new Set<() => void>();

function replace(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function add(part: Omit<Toast, 'id'>): void {
  // The same words again replace themselves: three copied ids are not three boxes.
  const others = toasts.filter(
    ({ tone, text, action }) => tone !== part.tone || text !== part.text || action !== undefined,
  );
  const next = [{ ...part, id: nextId++ }, ...others];
  while (next.length > MOST) {
    // A success gives way before an error does, the oldest first.
    const success = next.findLastIndex(({ tone }, at) => at > 0 && tone === 'success');
    next.splice(success === -1 ? next.length - 1 : success, 1);
  }
  replace(next);
}

function dismiss(id: number): void {
  replace(toasts.filter((toast) => toast.id !== id));
}

/** Says how something ended. Never the only place where an error or a result stands. */
export const toast = {
  success(text: string, options: { action?: { label: string; run: () => void } } = {}): void {
    add({ tone: 'success', text, ...options });
  },
  error(text: string): void {
    add({ tone: 'error', text });
  },
};

/** The toasts, newest first: one `status` region that is always there, so that its changes are announced. */
export function Toaster() {
  useReach();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
    () => NONE,
  );
  return (
    <div
      role="status"
      // Named as a live region, so that open dialogs do not hide it; not atomic, so that only what is new is read.
      aria-live="polite"
      aria-atomic="false"
      aria-label="Notifications"
      className="pointer-events-none fixed right-4 bottom-[max(var(--toast-foot,1rem),calc(1rem+var(--bottom-bar,0px)))] z-40 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2"
    >
      {shown.map((one) => (
        <ToastBox key={one.id} toast={one} />
      ))}
    </div>
  );
}

/** F8 leads to the newest toast from anywhere: what can be done in one is gone after seconds. */
function useReach(): void {
  useEffect(() => {
    const reach = (event: KeyboardEvent) => {
      if (event.key === 'F8') document.querySelector<HTMLElement>('[data-toast] button')?.focus();
    };
    document.addEventListener('keydown', reach);
    return () => document.removeEventListener('keydown', reach);
  }, []);
}

function ToastBox({ toast: { id, tone, text, action } }: { toast: Toast }) {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const held = pointed || focused;
  useEffect(() => {
    if (held || tone === 'error') return;
    const timer = setTimeout(() => dismiss(id), action === undefined ? LIFE_MS : LIFE_WITH_ACTION_MS);
    return () => clearTimeout(timer);
  }, [held, tone, id, action]);

  const Icon = tone === 'success' ? CircleCheck : CircleAlert;
  return (
    <div
      role={tone === 'error' ? 'alert' : undefined}
      data-toast=""
      className="floating pointer-events-auto flex animate-[rise_140ms_ease-out] items-start gap-2.5 p-3"
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <Icon
        aria-hidden="true"
        className={
          tone === 'success' ? 'mt-0.5 size-4 shrink-0 text-ok' : 'mt-0.5 size-4 shrink-0 text-danger'
        }
      />
      <p className="line-clamp-6 min-w-0 flex-1 wrap-anywhere">{text}</p>
      {action !== undefined && (
        <button
          type="button"
          data-tip={action.label}
          data-keys="F8"
          className="link -my-1 min-h-7 shrink-0 font-medium"
          onClick={() => {
            dismiss(id);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        className="icon-button -my-1 -mr-1 shrink-0"
        onClick={() => dismiss(id)}
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </div>
  );
}
