import { defineConfig } from '@playwright/test';

/**
 * Journeys in a real Chromium against production servers that the fixtures start. `BROWSER_PATH` names the browser
 * (`npm test` finds one); unset, Playwright's own is used.
 */
const browser = process.env.BROWSER_PATH;

/** `npm test` sets these to nothing where the program is not installed, and says what is left out. */
const leftOut = [
  ...(process.env.NGINX_PATH === '' ? ['**/behind-nginx.spec.ts', '**/two-instances.spec.ts'] : []),
  ...(process.env.TEST_DATABASE_URL === '' ? ['**/two-instances.spec.ts'] : []),
];

export default defineConfig({
  testDir: 'e2e/journeys',
  tsconfig: 'e2e/tsconfig.json',
  testIgnore: leftOut,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    video: 'off',
    actionTimeout: 10_000,
    launchOptions: {
      ...(browser !== undefined && browser !== '' && { executablePath: browser }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
