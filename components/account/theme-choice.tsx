'use client';

import { useSyncExternalStore } from 'react';
import { applyTheme, currentTheme, THEMES, type Theme } from '@/components/shell/preferences';

const WORDS: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** The theme of this browser, the same choice as in the account menu. */
export function ThemeChoice({ initial }: { initial: Theme }) {
  const theme = useSyncExternalStore(watchTheme, currentTheme, () => initial);
  return (
    <fieldset>
      <legend className="sr-only">Theme</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {THEMES.map((choice) => (
          <label key={choice} className="flex min-h-7 cursor-pointer items-center gap-2">
            <input
              type="radio"
              name="theme"
              value={choice}
              checked={theme === choice}
              onChange={() => applyTheme(choice)}
              className="size-4 accent-(--accent)"
            />
            {WORDS[choice]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The menu may change it while this is on screen. */
function watchTheme(listener: () => void): () => void {
  const watch = new MutationObserver(listener);
  watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => watch.disconnect();
}
