import 'server-only';
import { appOrigins, settings } from './settings';

/**
 * Whether a changing request comes from one of this dashboard's own pages: `Origin` is exactly an origin operators
 * use or, without `Origin`, the browser says `same-origin`. Next itself lets a request without `Origin` pass.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get('origin');
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin';
  return appOrigins(settings()).has(origin);
}
