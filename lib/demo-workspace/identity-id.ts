import { DAY } from './calendar';
import type { IdentityPlan } from './demo-identity';
import { randomFor } from './random';
import { ulidAt } from './ulid';

/**
 * "Today" inside the ids. An `_id` tells when its identity was made, but links, tests and recordings need the same
 * `_id`s every day, so the time in a seeded id counts from this fixed day and not from the real one. The order of ids
 * is the order of `created`, and ids made later by the program are greater.
 */
const ID_TODAY = Date.UTC(2026, 0, 15);

/** The `_id` of a planned identity: the same for a seed and an external id, whatever the day. */
export function identityId(seed: number, plan: Pick<IdentityPlan, 'created' | 'externalId'>): string {
  return ulidAt(createdAt(plan, new Date(ID_TODAY + DAY / 2)), randomFor(seed, 'id', plan.externalId));
}

/** When a planned identity was made, in milliseconds, seen from `now`. */
export function createdAt({ created }: Pick<IdentityPlan, 'created'>, now: Date): number {
  if (created === 'epoch') return 0;
  if ('minutesAgo' in created) return now.getTime() - Math.round(created.minutesAgo * 60_000);
  const today = Math.floor(now.getTime() / DAY) * DAY;
  return today - Math.round(created.ageDays * DAY);
}
