import type { Browser, Page } from '@playwright/test';
import { test as base } from '../fixtures';
import { freePort, requireBuild, startDesk, type DeskServer } from './desk-server';
import { oidcProvider, type OidcProvider } from './oidc-provider';

/** Dashboards of these journeys alone: they lock people out, which others must not notice. */
export const test = base.extend<
  object,
  {
    own: DeskServer;
    sso: { desk: DeskServer; provider: OidcProvider };
    ssoOnly: { desk: DeskServer; provider: OidcProvider };
  }
>({
  own: [
    async ({}, provide) => {
      await requireBuild();
      const desk = await startDesk({});
      await provide(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  sso: [
    async ({}, provide) => {
      const started = await ssoDesk({
        OIDC_LABEL: 'Example ID',
        OIDC_ROLE_CLAIM: 'groups',
        OIDC_ROLE_MAP: 'desk-admins=admin,support=editor,staff=viewer',
      });
      await provide(started);
      await started.desk.stop();
      await started.provider.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  ssoOnly: [
    async ({}, provide) => {
      const started = await ssoDesk({
        OIDC_LABEL: 'Example ID',
        PASSWORD_SIGN_IN: 'off',
        DEMO_PASSWORD: '',
        ADMIN_EMAIL: 'first@desk.example',
      });
      await provide(started);
      await started.desk.stop();
      await started.provider.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

async function ssoDesk(settings: Record<string, string>) {
  await requireBuild();
  const port = await freePort();
  const provider = await oidcProvider(`http://127.0.0.1:${port}`);
  const desk = await startDesk({ PORT: String(port), ...provider.settings, ...settings });
  return { desk, provider };
}

/** A page of somebody else, in a browser of their own. */
export async function anotherBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  return context.newPage();
}

/** Whether a cookie still lets its holder read, asked over HTTP. */
export async function readsWith(desk: DeskServer, cookie: string): Promise<number> {
  const answer = await fetch(`${desk.url}/api/identities`, { headers: { cookie } });
  return answer.status;
}
