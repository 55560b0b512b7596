'use client';

import { useEffect, useRef } from 'react';

/** Free space between a bar at the bottom and what can be scrolled to above it, in pixels. */
const GAP = 24;

/**
 * Keeps the end of the page reachable above a bar that is fixed to the bottom: the page gets as much room below as the
 * bar takes, and a control that takes the focus is scrolled clear of it.
 *
 * @returns the ref of the bar
 */
export function useRoomBelow() {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    if (bar.current === null) return;
    const { style: page } = document.documentElement;
    const { style: body } = document.body;
    const watch = new ResizeObserver(([entry]) => {
      const height = entry?.borderBoxSize[0]?.blockSize ?? 0;
      body.paddingBottom = `${height}px`;
      page.scrollPaddingBottom = `${height + GAP}px`;
      page.setProperty('--bottom-bar', `${height + GAP / 2}px`);
    });
    watch.observe(bar.current);
    return () => {
      watch.disconnect();
      body.paddingBottom = '';
      page.scrollPaddingBottom = '';
      page.removeProperty('--bottom-bar');
    };
  }, []);
  return bar;
}
