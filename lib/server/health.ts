import 'server-only';
import { embedded } from './embedded';
import { isStopping } from './lifecycle';
import { settings } from './settings';
import { checkedUpstreamHealth, upstreamHealth, type UpstreamHealth } from './upstream';

/** What `/api/health` answers. */
export type Health = {
  /** `stopping` while the process shuts down; nothing new should be sent to it. */
  status: 'ok' | 'stopping';
  mode: 'embedded' | 'orq';
  /** The last known state of the upstream and since when; an unreachable upstream does not make this process ill. */
  upstream: UpstreamHealth['state'];
  upstream_since?: string;
  /** The embedded store, in embedded mode. */
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
  if (mode === 'orq') return health;
  const store = await embedded().then(
    ({ database: { kind, migration } }) => ({ store: kind, migration }),
    () => ({ store: 'unavailable' as const }),
  );
  return { ...health, ...store };
}
