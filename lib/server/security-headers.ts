import 'server-only';
import { settings } from './settings';

/** The headers of every document and JSON answer (security, section 4). */
export function securityHeaders(
  nonce: string,
): Record<string, string> & { 'Content-Security-Policy': string } {
  const { APP_URL, NODE_ENV, OIDC_ISSUER } = settings();
  const development = NODE_ENV === 'development';
  const policy = [
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
  return {
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-store',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    ...(APP_URL?.startsWith('https:') && {
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
    }),
  };
}
