'use client';

import { useEffect, useRef } from 'react';

/** How long the pointer rests before a tip shows, and how long it may be away from both before it goes. */
const REST_MS = 350;
const AWAY_MS = 120;
/** Distance from the element and from the window's edges, in pixels. */
const GAP = 6;
const EDGE = 8;

/**
 * Shows the `data-tip` of any element (and its `data-keys`, a shortcut) on hover, keyboard focus and touch; a `title`
 * on keyboard focus, which browsers leave out. One box for the whole page: rows by the hundred cost nothing.
 *
 * It is for eyes only. Whoever sets `data-tip` says the same to assistive technology: by name, description or hidden text.
 */
export function TooltipLayer() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Browsers before 2024 lack the top layer and go without tips.
    if (box.current === null || typeof box.current.showPopover !== 'function') return;
    return showTips(box.current);
  }, []);
  return <div ref={box} popover="manual" aria-hidden="true" className="tip" />;
}

function showTips(box: HTMLElement): () => void {
  let anchor: Element | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    anchor = undefined;
    gone.disconnect();
    if (box.matches(':popover-open')) box.hidePopover();
  };
  const gone = new MutationObserver(() => anchor?.isConnected === false && hide());

  const show = (next: Element, text: string) => {
    hide();
    anchor = next;
    box.replaceChildren(text);
    const keys = next.getAttribute('data-keys');
    if (keys !== null) {
      const key = document.createElement('kbd');
      key.textContent = keys;
      box.append(key);
    }
    box.showPopover();
    place(box, next);
    gone.observe(document.body, { childList: true, subtree: true });
  };

  const over = (event: PointerEvent) => {
    if (event.pointerType === 'touch' || !(event.target instanceof Element)) return;
    const next = event.target.closest('[data-tip]') ?? undefined;
    if (box.contains(event.target) || (next !== undefined && next === anchor)) return clearTimeout(timer);
    clearTimeout(timer);
    const tip = next?.getAttribute('data-tip');
    if (next !== undefined && tip) timer = setTimeout(() => show(next, tip), REST_MS);
    // What the keyboard asked for stays until the keyboard moves on.
    else if (anchor !== undefined && !anchor.matches(':focus-visible')) timer = setTimeout(hide, AWAY_MS);
  };
  const focus = (event: FocusEvent) => {
    if (!(event.target instanceof Element) || !event.target.matches(':focus-visible')) return;
    const tip = event.target.getAttribute('data-tip') ?? event.target.getAttribute('title');
    if (tip) show(event.target, tip);
  };
  const touch = (event: PointerEvent) => {
    if (event.pointerType !== 'touch' || !(event.target instanceof Element)) return;
    const next = event.target.closest('[data-tip]');
    const tip = next?.getAttribute('data-tip');
    // A tap on a control does what the control does.
    if (next !== null && tip && event.target.closest('a, button, input, select, label') === null)
      show(next, tip);
  };
  const key = (event: KeyboardEvent) => event.key === 'Escape' && hide();

  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('pointerover', over, { signal });
  document.documentElement.addEventListener('pointerleave', hide, { signal });
  document.addEventListener('focusin', focus, { signal });
  document.addEventListener('focusout', hide, { signal });
  document.addEventListener(
    'pointerdown',
    (event) => !(event.target instanceof Node && box.contains(event.target)) && hide(),
    { signal },
  );
  document.addEventListener('pointerup', touch, { signal });
  // Before whoever closes on Escape and lets the key go no further.
  document.addEventListener('keydown', key, { signal, capture: true });
  document.addEventListener('scroll', hide, { signal, capture: true, passive: true });
  return () => {
    listening.abort();
    hide();
  };
}

/** Below the element, or above it where there is no room; never outside the window. */
function place(box: HTMLElement, anchor: Element): void {
  const at = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = at.bottom + GAP;
  const top = below + height + EDGE > window.innerHeight ? at.top - GAP - height : below;
  const left = at.left + (at.width - width) / 2;
  box.style.top = `${Math.max(EDGE, top)}px`;
  box.style.left = `${Math.max(EDGE, Math.min(left, document.documentElement.clientWidth - width - EDGE))}px`;
}
