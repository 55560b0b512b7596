import 'server-only';
import { isStopping } from './lifecycle';
import { settings } from './settings';
import { store } from './store';
import { checkedUpstreamHealth, upstreamHealth, type UpstreamHealth } from './upstream';

/** What `/api/health` answers. */
export type Health = {
  /** `stopping` while the process shuts down; nothing new should be sent to it. */
  status: 'ok' | 'stopping';
  mode: 'embedded' | 'orq';
  /** The last known state of the upstream and since when; an unreachable upstream does not make this process ill. */
  upstream: UpstreamHealth['state'];
  upstream_since?: string;
  /** Where operators and the audit log are kept, and the identities of the embedded API. */
  store?: 'embedded' | 'postgres' | 'unavailable';
  /** Name of the latest migration that the store has had. */
  migration?: string;
};

export async function readHealth(): Promise<Health> {
  const { mode } = settings();
  // In embedded mode the store below is what matters; an open store is its upstream's good health.
  const { state, since } = mode === 'orq' ? await checkedUpstreamHealth() : upstreamHealth();
  const health: Health = {
    status: isStopping() ? 'stopping' : 'ok',
    mode,
    upstream: state === 'unknown' && mode === 'embedded' ? 'ok' : state,
    ...(since !== undefined && { upstream_since: since }),
  };
  const opened = await store().then(
    ({ kind, migration }) => ({ store: kind, migration }),
    () => ({ store: 'unavailable' as const }),
  );
  return { ...health, ...opened };
}
