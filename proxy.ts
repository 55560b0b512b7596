import { NextResponse, type NextRequest } from 'next/server';
import { isOwnOrigin } from '@/lib/server/origin';
import { securityHeaders } from '@/lib/server/security-headers';

/**
 * The edge of every request but the API's: headers, the nonce of the content policy, and the origin of changes.
 * A convenience, never the guard: actions check for themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const headers = securityHeaders(nonce);
  const reading = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (!reading && !isOwnOrigin(request.headers)) return new NextResponse(null, { status: 403, headers });

  const forwarded = new Headers(request.headers);
  forwarded.set('x-nonce', nonce);
  // Next reads the nonce for its own scripts from the policy on the request.
  forwarded.set('Content-Security-Policy', headers['Content-Security-Policy']);
  const response = NextResponse.next({ request: { headers: forwarded } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/**
 * `/v2` takes its key in a header and no cookie; files and pictures carry no document and have headers of their own.
 * Whole addresses, not beginnings: anything else there is a page that says there is nothing.
 */
export const config = {
  matcher:
    '/((?!v2(?:/|$)|_next/static/|api/avatars/[^/]+$|demo-avatars/[^/]+$|icon\\.svg$|favicon\\.ico$).*)',
};
