import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import type { Role } from '@/lib/auth/permissions';
import { emailOf, PASSWORD, requireBuild, signIn, startDesk, type DeskServer } from './support/desk-server';
import { CANARY_KEY, faultyUpstream, type FaultyUpstream } from './support/faulty-upstream';
import { identityApi, type IdentityApi } from './support/identity-api';

type TestFixtures = {
  /** Arranges identities of the seeded desk over HTTP. */
  api: IdentityApi;
  /** Console lines that a journey expects; anything else in the console fails it. */
  expectedConsole: RegExp[];
  /** The role that the journey is signed in with on every desk it uses. */
  role: Role | 'nobody';
};
type DeskFixtures = {
  /** A dashboard whose workspace is empty. */
  emptyDesk: DeskServer;
  /** A dashboard connected to an upstream over HTTP that can be told to fail. */
  proxied: { desk: DeskServer; upstream: FaultyUpstream };
};
type WorkerFixtures = {
  /** A dashboard with the seeded demo workspace. */
  desk: DeskServer;
  emptyServer: DeskServer;
  proxiedServer: { desk: DeskServer; upstream: FaultyUpstream };
};

export const test = base.extend<TestFixtures & DeskFixtures, WorkerFixtures>({
  desk: [
    async ({}, provide) => {
      await requireBuild();
      const desk = await startDesk({ DEMO_WORKSPACE: 'demo' });
      await provide(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  emptyServer: [
    async ({}, provide) => {
      await requireBuild();
      const desk = await startDesk({});
      await provide(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  proxiedServer: [
    async ({ desk: behind }, provide) => {
      const upstream = await faultyUpstream(behind);
      const desk = await startDesk({ ORQ_API_KEY: CANARY_KEY, ORQ_API_URL: upstream.url });
      await provide({ desk, upstream });
      await desk.stop();
      await upstream.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  // Journeys name paths; the seeded desk is where they lead.
  baseURL: async ({ desk }, provide) => provide(desk.url),
  api: async ({ desk }, provide) => provide(identityApi(desk)),
  expectedConsole: [[], { option: true }],
  role: ['admin', { option: true }],
  context: async ({ context, desk, role }, provide) => {
    if (role !== 'nobody') await signInBrowser(context, desk, role);
    await provide(context);
  },
  emptyDesk: async ({ context, emptyServer, role }, provide) => {
    if (role !== 'nobody') await signInBrowser(context, emptyServer, role);
    await provide(emptyServer);
  },
  proxied: async ({ context, proxiedServer, role }, provide) => {
    if (role !== 'nobody') await signInBrowser(context, proxiedServer.desk, role);
    await provide(proxiedServer);
  },
  page: async ({ page, expectedConsole }, provide) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await provide(page);
    const unexpected = complaints.filter((text) => !expectedConsole.some((pattern) => pattern.test(text)));
    expect(unexpected, 'the console stays silent: no error, no content policy message').toEqual([]);
  },
});

/** The same on a server that a journey started itself, at its address. */
export function signInAt(context: BrowserContext, url: string, role: Role = 'admin'): Promise<void> {
  return signInBrowser(context, { url, signIn: (wanted) => signIn(url, emailOf(wanted)) }, role);
}

/** Signs in by the form, as people do. */
export async function signInByForm(page: Page, role: Role = 'admin'): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'Email' }).fill(emailOf(role));
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Identities' })).toBeVisible();
}

/** Deleting many asks for a sign-in of the last 15 minutes, and a journey may take some of them. */
const SHARED_FOR_MS = 5 * 60_000;
const signedIn = new Map<string, { cookie: Promise<string>; at: number }>();

/**
 * Signs a browser in on a desk, as if its operator had done so just before. Journeys of a worker share a sign-in a role,
 * for as long as it counts as a fresh one.
 */
export async function signInBrowser(
  context: BrowserContext,
  desk: Pick<DeskServer, 'url' | 'signIn'>,
  role: Role,
): Promise<void> {
  const key = `${desk.url} ${role}`;
  const shared = signedIn.get(key);
  const isFresh = shared !== undefined && Date.now() - shared.at < SHARED_FOR_MS;
  const used = isFresh ? shared : { cookie: desk.signIn(role), at: Date.now() };
  signedIn.set(key, used);
  const [name = '', ...value] = (await used.cookie).split('=');
  await context.addCookies([
    { name, value: value.join('='), url: desk.url, httpOnly: true, sameSite: 'Lax' },
  ]);
}

export { expect } from '@playwright/test';

/**
 * axe finds nothing serious or critical. The whole page is in view meanwhile: what lies half under a sticky bar at one
 * place of scrolling is no small target.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const shown = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (shown !== null && height > shown.height) await page.setViewportSize({ ...shown, height });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  if (shown !== null) await page.setViewportSize(shown);
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 200)).join('\n  ')}`,
    );
  expect(grave).toEqual([]);
}

/** A text that no other journey uses. */
export function unique(prefix: string): string {
  return `${prefix}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}
