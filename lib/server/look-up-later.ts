import 'server-only';
import { remember } from './identities';
import { processWide } from './process-wide';
import { seenIdentity } from './seen-identities';
import { upstream } from './upstream';

/**
 * Who an external id of a report is. Reports of orq.ai name ids only, and no page waits for a call for each of its rows:
 * what is not known yet is looked up after the page, some at a time, so that the next look shows names, and says of an
 * identity that it was deleted. Bounded in calls, in time and in memory.
 */

/** Most that are looked up after one page, and how many of them at once. */
const MOST = 50;
const AT_ONCE = 2;
/** How long an identity that was not found counts as deleted, in milliseconds: traffic may bring it back. */
const ABSENT_MS = 10 * 60_000;
/** Most that are remembered as absent. */
const ABSENT_MOST = 10_000;

const known = () => processWide('looked-up', () => ({ absent: new Map<string, number>(), running: false }));

/** Whether an external id was looked up lately and had no identity. */
export function isKnownAbsent(externalId: string): boolean {
  return (known().absent.get(externalId) ?? -Infinity) > Date.now() - ABSENT_MS;
}

/** Looks up ids that are neither seen nor known to be gone. One run at a time; what it leaves, the next page asks for. */
export function lookUpLater(externalIds: readonly string[]): void {
  const state = known();
  const wanted = externalIds
    .filter((id) => seenIdentity(id) === undefined && !isKnownAbsent(id))
    .slice(0, MOST);
  if (state.running || wanted.length === 0) return;
  state.running = true;
  void Promise.all(Array.from({ length: AT_ONCE }, () => lookUp(wanted, state.absent)))
    // Nobody waits for it: what fails is asked for again with the next page.
    .catch(() => {})
    .finally(() => (state.running = false));
}

/** Takes ids from a list that workers share, until it is empty or the upstream does not answer. */
async function lookUp(wanted: string[], absent: Map<string, number>): Promise<void> {
  const client = await upstream();
  for (let id = wanted.shift(); id !== undefined; id = wanted.shift()) {
    const found = await client.retrieve(id);
    if (found.ok) remember(found.value);
    else if (found.error.kind === 'not-found') noteAbsent(id, absent);
    else wanted.length = 0;
  }
}

function noteAbsent(id: string, absent: Map<string, number>): void {
  absent.delete(id);
  absent.set(id, Date.now());
  if (absent.size <= ABSENT_MOST) return;
  const [oldest] = absent.keys();
  if (oldest !== undefined) absent.delete(oldest);
}
