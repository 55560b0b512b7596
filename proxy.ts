import { NextResponse, type NextRequest } from 'next/server';
import { signInCookie } from '@/lib/auth/sign-in-cookie';
import { signInHref } from '@/lib/auth/safe-next';
import { isOwnOrigin } from '@/lib/server/origin';
import { ownOrigin } from '@/lib/server/own-origin';
import { PAGE_ADDRESS_HEADER } from '@/lib/server/page-address';
import { securityHeaders } from '@/lib/server/security-headers';

/**
 * The edge of every request but the API's: headers, the nonce of the content policy, and the origin of changes.
 * Whoever has no sign-in at all is sent to sign in before a page is made. A convenience, never the guard: every
 * function that reads or changes data checks for itself.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const headers = securityHeaders(nonce);
  const reading = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (!reading && !isOwnOrigin(request.headers)) return new NextResponse(null, { status: 403, headers });

  const address = pageAddress(request);
  if (reading && address !== undefined && !isOpen(address) && !request.cookies.has(signInCookie(ownOrigin())))
    return NextResponse.redirect(new URL(signInHref(address), ownOrigin()), { status: 307, headers });

  const forwarded = new Headers(request.headers);
  if (address !== undefined) forwarded.set(PAGE_ADDRESS_HEADER, address);
  else forwarded.delete(PAGE_ADDRESS_HEADER);
  forwarded.set('x-nonce', nonce);
  // Next reads the nonce for its own scripts from the policy on the request.
  forwarded.set('Content-Security-Policy', headers['Content-Security-Policy']);
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** The address of the page that is asked for, without what Next's router adds; undefined for what is no page. */
function pageAddress({ nextUrl }: NextRequest): string | undefined {
  if (nextUrl.pathname.startsWith('/api/')) return undefined;
  const query = new URLSearchParams(nextUrl.search);
  query.delete('_rsc');
  return `${nextUrl.pathname}${query.size > 0 ? `?${query}` : ''}`;
}

/** Pages for people who are not signed in. */
function isOpen(address: string): boolean {
  return /^\/(sign-in|join)(?:[/?]|$)/.test(address);
}

/**
 * `/v2` takes its key in a header and no cookie; files and pictures carry no document and have headers of their own. A
 * file to import would be cut off here at 10 MB, silently (`proxyClientMaxBodySize`): its route checks the origin itself.
 * Whole addresses, not beginnings: anything else there is a page that says there is nothing.
 */
export const config = {
  matcher:
    '/((?!v2(?:/|$)|_next/static/|api/avatars/[^/]+$|api/identities/import$|demo-avatars/[^/]+$|icon\\.svg$|favicon\\.ico$).*)',
};
