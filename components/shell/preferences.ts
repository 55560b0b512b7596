/** What an operator chooses for this browser. Kept in cookies, so that the server's first render already obeys. */

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The canvas of each theme, for the browser's own frame. Equal to `--canvas` in globals.css. */
export const CANVAS = { light: '#fbf9f8', dark: '#11100e' } as const;

/** One year, in seconds. */
const COOKIE_LIFE = 31_536_000;

/** The theme of a cookie; what is unknown follows the system. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system';
}

/** Keeps a choice. Called in the browser only. */
export function keepPreference(name: 'theme' | 'single-keys', value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=${COOKIE_LIFE}; samesite=lax`;
}

/** Shows a theme at once and keeps it. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  keepPreference('theme', theme);
  for (const frame of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    // Beside a medium stands the colour of that medium; without one, that of the system as it is now.
    const dark = frame.media
      ? frame.media.includes('dark')
      : matchMedia('(prefers-color-scheme: dark)').matches;
    frame.content = CANVAS[theme !== 'system' ? theme : dark ? 'dark' : 'light'];
  }
}

/** The theme on screen. */
export function currentTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}
