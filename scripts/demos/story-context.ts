import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';
import type { Role } from '@/lib/auth/permissions';
import { signIn } from '../../e2e/support/desk-server';
import type { Story } from '../../e2e/stage/story';

/** A dashboard that stories are told on. */
export type Desk = {
  url: string;
  account: (role: Role) => { email: string; password: string };
};

/** A browser of its own for a story, signed in as the story wants to be. */
export async function storyContext(
  browser: Browser,
  { url, account }: Desk,
  role: Story['role'],
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    ...options,
  });
  if (role !== 'nobody') {
    const { email, password } = account(role);
    const cookie = await signIn(url, email, password);
    const at = cookie.indexOf('=');
    await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }]);
  }
  return context;
}
