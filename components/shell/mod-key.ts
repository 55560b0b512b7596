'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** What the key beside the space bar is called here: the server says Ctrl, an Apple device then corrects it. */
export function useModKey(): '⌘' | 'Ctrl' {
  return useSyncExternalStore(
    never,
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'),
    () => 'Ctrl',
  );
}
