import 'server-only';
import * as z from 'zod';
import { AUTH_PATH } from '@/lib/auth/auth';
import { CLIENT_ADDRESS_HEADER, TRUSTED_ADDRESS_HEADER } from '@/lib/auth/client-address';
import { safeNext } from '@/lib/auth/safe-next';
import { cookieValue, signInCookie, verifiedToken } from '@/lib/auth/sign-in-cookie';
import { countStart } from '@/lib/auth/sign-in-limits';
import { SSO_PROVIDER, type SsoRefusal } from '@/lib/auth/single-sign-on';
import { forgetEndedSignIns, forgetOldSteps, noteProof } from '@/lib/auth/sign-ins';
import { ssoAttempt, type SsoAttempt } from './admit-sso-operator';
import { endEntry, recordEvent } from './audited';
import { authSecrets } from './auth-secrets';
import { ownOrigin } from './own-origin';
import { presentRequest } from './request-marks';
import { settings } from './settings';
import { signInLife, signInService } from './sign-in-service';
import { endPresentSignIn } from './sign-out';
import { store } from './store';

/**
 * The two ends of a single sign-on: leaving for the provider and coming back. Both are steps of a browser, so both answer
 * with a redirect, and a failure leads to the sign-in page, which says why.
 */

const libraryStart = z.object({ url: z.url({ protocol: /^https?$/ }) });
const libraryRefusal = z.object({ code: z.string(), errorURL: z.string().optional() });

/** A form that leads to the provider. `next` says where to go afterwards; `again` asks the provider to ask anew. */
export async function startSingleSignOn(request: Request): Promise<Response> {
  if (settings().OIDC_ISSUER === undefined) return new Response(null, { status: 404 });
  const sent = new URLSearchParams(await request.text());
  const next = safeNext(sent.get('next'));
  const { headers, address } = await presentRequest();
  const { orm } = await store();
  const limited = await countStart(orm, headers.get(TRUSTED_ADDRESS_HEADER) ?? undefined);
  if (limited !== undefined) return toSignIn({ result: 'too-many', wait: String(limited.retryAfter), next });
  await forgetOldSteps(orm);
  const auth = await signInService();
  const given = await auth.handler(
    new Request(`${ownOrigin()}${AUTH_PATH}/sign-in/social`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: ownOrigin(), [CLIENT_ADDRESS_HEADER]: address },
      body: JSON.stringify({
        provider: SSO_PROVIDER,
        callbackURL: `${ownOrigin()}${next}`,
        errorCallbackURL: `${ownOrigin()}${failureAddress({ next })}`,
        // With `max_age` a provider has to say when it asked (OpenID Connect Core, 3.1.2.1).
        ...(sent.get('again') === '1' && { additionalParams: { prompt: 'login', max_age: '0' } }),
      }),
    }),
  );
  const answer: unknown = await given.json().catch(() => undefined);
  const started = libraryStart.safeParse(answer);
  if (given.ok && started.success) return redirected(started.data.url, given.headers.getSetCookie());
  const refusal = libraryRefusal.safeParse(answer);
  const reason = refusal.success && refusal.data.code === 'unreachable' ? 'unreachable' : 'unavailable';
  await recordEvent(
    { action: 'sign-in', detail: { method: 'sso' } },
    { outcome: 'failed', detail: { reason } },
  );
  return toSignIn({ reason, next });
}

/** Coming back from the provider. */
export async function finishSingleSignOn(request: Request): Promise<Response> {
  if (settings().OIDC_ISSUER === undefined) return new Response(null, { status: 404 });
  const { orm } = await store();
  await forgetEndedSignIns(orm, signInLife());
  const attempt: SsoAttempt = {};
  const auth = await signInService();
  const given = await ssoAttempt().run(attempt, () => auth.handler(request));
  const cookies = given.headers.getSetCookie();
  const location = given.headers.get('location');
  const ofSignIn = (cookie: string) => cookie.startsWith(`${signInCookie(ownOrigin())}=`);
  if (cookies.some(ofSignIn) && attempt.entry !== undefined && location !== null) {
    await endEntry(attempt.entry, 'sign-in', {
      outcome: 'done',
      ...(attempt.added !== undefined && { targetId: attempt.added }),
    });
    await noteProvenAt(attempt, cookies.find(ofSignIn));
    // A new sign-in takes the place of the one this browser had.
    await endPresentSignIn();
    return redirected(safeNext(pathOf(location)), cookies);
  }
  const { reason, next } = await failureOf(given, location);
  const end = { outcome: 'failed', detail: { reason } } as const;
  if (attempt.entry === undefined) await recordEvent({ action: 'sign-in', detail: { method: 'sso' } }, end);
  else await endEntry(attempt.entry, 'sign-in', end);
  // A sign-in that could not be recorded to its end is none.
  return toSignIn(
    { reason, next },
    cookies.filter((cookie) => !ofSignIn(cookie)),
  );
}

/**
 * A provider lets in, without a question, whom it knows from hours ago: what needs a recent proof goes by the time at
 * which it asked, where it says so. Else the sign-in counts as the proof (security, section 1).
 */
async function noteProvenAt({ provenAt }: SsoAttempt, cookie: string | undefined): Promise<void> {
  const pair = cookie?.split(';')[0] ?? '';
  const token = verifiedToken(cookieValue(pair, signInCookie(ownOrigin())) ?? '', await authSecrets());
  if (provenAt === undefined || token === undefined) return;
  await noteProof((await store()).orm, token, provenAt);
}

const KNOWN_REASONS: ReadonlySet<string> = new Set<SsoRefusal>([
  'unreachable',
  'not-verified',
  'no-email',
  'email-taken',
  'no-role',
  'disabled',
  'unavailable',
]);

/**
 * Why the library did not let somebody in, in our words, and where they wanted to go: our refusals come back as codes,
 * its own in an address. Where to is lost when the answer belongs to no attempt of this browser.
 */
async function failureOf(
  given: Response,
  location: string | null,
): Promise<{ reason: string; next: string }> {
  if (location === null) {
    const refusal = libraryRefusal.safeParse(await given.json().catch(() => undefined));
    const { code, errorURL } = refusal.success ? refusal.data : {};
    return {
      reason:
        code !== undefined && KNOWN_REASONS.has(code)
          ? code
          : given.status >= 500
            ? 'unavailable'
            : 'not-verified',
      next: errorURL === undefined ? '/' : safeNext(queryOf(errorURL).get('next')),
    };
  }
  const query = queryOf(location);
  return { reason: errorReason(query.get('error')), next: safeNext(query.get('next')) };
}

function errorReason(error: string | null): string {
  if (error === 'access_denied') return 'denied';
  // Another tab, an old address, or one that somebody sent.
  if (error === 'state_mismatch' || error === 'state_not_found') return 'start-again';
  return 'not-verified';
}

function queryOf(location: string): URLSearchParams {
  return new URL(location, ownOrigin()).searchParams;
}

function pathOf(location: string): string {
  const { pathname, search, hash } = new URL(location, ownOrigin());
  return `${pathname}${search}${hash}`;
}

function failureAddress({ next, ...told }: { next: string } & Record<string, string>): string {
  const query = new URLSearchParams({ result: 'sso-failed', ...told });
  if (next !== '/') query.set('next', next);
  return `/sign-in?${query}`;
}

function toSignIn(
  told: { next: string } & Record<string, string>,
  cookies: readonly string[] = [],
): Response {
  return redirected(failureAddress(told), cookies);
}

function redirected(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ Location: location, 'Cache-Control': 'no-store' });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}
