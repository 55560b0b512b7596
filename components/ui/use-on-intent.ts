'use client';

import { useState, type ComponentType } from 'react';
import { toast } from './toasts';

/** Says that something could not be fetched, and what can be done. */
export function sayNotLoaded(): void {
  toast.error('This could not be loaded. Check your connection, then try again or reload the page.');
}

/**
 * A part of the page that is fetched when it is meant. Unlike `React.lazy`, a failed fetch (offline, or a new version
 * on the server) says so and can be tried again; it does not take the page down.
 *
 * @returns `Part` once `request` has brought it; `prepare` fetches ahead, for hover and focus
 */
export function useOnIntent<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  const [Part, setPart] = useState<ComponentType<Props>>();
  return {
    Part,
    prepare: (): void => void load().catch(() => {}),
    request: (): void => void load().then(({ default: loaded }) => setPart(() => loaded), sayNotLoaded),
  };
}
