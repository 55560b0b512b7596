import 'server-only';
import { BASE_HEADERS, CLOSED_POLICY } from '@/lib/http/base-headers';
import { settings } from './settings';

/** The headers of every page and of what the pages ask for: the base, and a policy for one nonce (security, section 4). */
export function securityHeaders(
  nonce: string,
): Record<string, string> & { 'Content-Security-Policy': string } {
  return { ...floorHeaders(), 'Content-Security-Policy': pagePolicy(nonce) };
}

/**
 * The headers of an answer that has none of its own: not kept by anybody, and inert when opened directly. With https
 * browsers are told to come back by https only.
 */
export function floorHeaders(): Record<string, string> {
  return {
    ...BASE_HEADERS,
    'Content-Security-Policy': CLOSED_POLICY,
    'Cache-Control': 'no-store',
    ...(settings().APP_URL?.startsWith('https:') && {
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    }),
  };
}

function pagePolicy(nonce: string): string {
  const { NODE_ENV, OIDC_ISSUER } = settings();
  const development = NODE_ENV === 'development';
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // Development's error overlay and hot styles are inserted without a nonce.
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "manifest-src 'self'",
    // The button of the single sign-on is a form, and a browser holds to this where a form's answer leads as well.
    `form-action 'self'${OIDC_ISSUER === undefined ? '' : ` ${new URL(OIDC_ISSUER).origin}`}`,
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
