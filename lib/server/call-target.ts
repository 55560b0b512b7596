import 'server-only';
import type { CallTarget } from '@/lib/copy-as/call-target';
import { ownOrigin } from './own-origin';
import { settings } from './settings';

/**
 * Where the calls go that operators copy: the upstream with its path prefix, or the `/v2` of this dashboard. The key
 * is named by its variable and is never part of it.
 */
export function callTarget(): CallTarget {
  const { mode, ORQ_API_URL } = settings();
  return mode === 'orq'
    ? { baseUrl: ORQ_API_URL, keyVariable: 'ORQ_API_KEY' }
    : { baseUrl: ownOrigin(), keyVariable: 'EMBEDDED_API_KEY' };
}
