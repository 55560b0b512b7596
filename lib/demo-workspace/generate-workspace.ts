import { calendarOf, DAY, type Calendar } from './calendar';
import { crowdMember } from './crowd';
import { demoBudget } from './demo-budgets';
import type { DemoBatch, IdentityPlan, UsagePlan } from './demo-identity';
import { edgeCast } from './edge-cast';
import { createdAt, identityId } from './identity-id';
import { avatarUrl } from './avatar-slug';
import { randomFor } from './random';
import { stories } from './stories';
import { usageDays } from './usage-days';
import { quartersOf } from './usage-quarters';

/** The one seed of the demo workspace. Another number is another workspace with the same cast. */
export const DEMO_SEED = 20_260;
export const DEMO_SIZE = 2_400;
export const HUGE_SIZE = 100_000;
const BATCH = 500;

/** How many days have figures, and over how many quarters of an hour one is spread at most. */
const DETAIL = {
  demo: { historyDays: 120, quarters: 8 },
  // A million identities need sums, not a story.
  huge: { historyDays: 90, quarters: 2 },
};

export type WorkspaceRecipe = {
  profile: 'demo' | 'huge';
  /** How many identities in all; never fewer than the edge cast and the stories. */
  size: number;
  now: Date;
  /** Origin of this program, which draws the avatars, such as `http://127.0.0.1:3000`. */
  avatarOrigin: string;
  seed?: number;
};

/**
 * The demo workspace, some identities at a time: a pure function of its recipe. External ids, `_id`s, names, tags and
 * 30-day figures depend on seed and size alone; dates are offsets from `now`. Memory stays flat at any size.
 */
export function* generateWorkspace(recipe: WorkspaceRecipe): Generator<DemoBatch> {
  const { profile, size, now, avatarOrigin, seed = DEMO_SEED } = recipe;
  const { historyDays, quarters } = DETAIL[profile];
  const calendar = calendarOf(now, historyDays);
  let batch = emptyBatch();
  for (const plan of plans({ size, seed, today: calendar.today, avatarOrigin })) {
    addTo(batch, profile === 'huge' ? lean(plan) : plan, { seed, calendar, quarters });
    if (batch.identities.length < BATCH) continue;
    yield batch;
    batch = emptyBatch();
  }
  if (batch.identities.length > 0) yield batch;
}

function emptyBatch(): DemoBatch {
  return { identities: [], usage: [], quarters: [], deletions: [], budgets: [] };
}

function* plans(about: {
  size: number;
  seed: number;
  today: number;
  avatarOrigin: string;
}): Generator<IdentityPlan> {
  const cast = [
    ...edgeCast(about.seed),
    ...stories((form, externalId) => avatarUrl(about.avatarOrigin, form, externalId)),
  ];
  yield* cast;
  const crowd = Math.max(0, about.size - cast.length);
  for (let index = 0; index < crowd; index += 1) yield crowdMember(index, { ...about, size: crowd });
}

function addTo(
  batch: DemoBatch,
  plan: IdentityPlan,
  { seed, calendar, quarters }: { seed: number; calendar: Calendar; quarters: number },
): void {
  const { now, today } = calendar;
  const created = createdAt(plan, now);
  const updated =
    plan.updatedMinutesAgo === undefined ? created : now.getTime() - plan.updatedMinutesAgo * 60_000;
  const { externalId } = plan;
  batch.identities.push({
    id: identityId(seed, plan),
    externalId,
    displayName: plan.displayName,
    email: plan.email,
    avatarUrl: plan.avatarUrl,
    tags: plan.tags,
    metadata: plan.metadata,
    reportsUsage: plan.reportsUsage ?? true,
    created: new Date(created),
    updated: new Date(Math.max(created, updated)),
  });
  if (plan.usage === undefined) return;
  const firstDay = Math.floor((created - today) / DAY);
  const random = randomFor(seed, 'usage', externalId);
  const days = usageDays(plan.usage, { externalId, firstDay, calendar, random });
  const clock = {
    rhythm: plan.usage.rhythm,
    created,
    calendar,
    most: quarters,
    random: randomFor(seed, 'quarters', externalId),
  };
  for (const day of days) {
    batch.usage.push(day);
    batch.quarters.push(...quartersOf(day, clock));
  }
  const budget = demoBudget(externalId, days, seed, calendar);
  if (budget !== undefined) batch.budgets.push(budget);
  if (plan.usage.olderThanIdentity === true) batch.deletions.push(earlierLife(plan, seed, today));
}

/** The identity of the same external id that was there before. */
function earlierLife(plan: IdentityPlan, seed: number, today: number): DemoBatch['deletions'][number] {
  const earlier = { externalId: plan.externalId, created: { ageDays: 233.2 } };
  const created = new Date(today - Math.round(233.2 * DAY));
  return {
    id: identityId(seed, earlier),
    displayName: 'Deleted, then returned',
    created,
    updated: created,
    deleted: new Date(today - 3 * DAY),
  };
}

/** The same use on fewer days. Exact figures keep their days. */
function lean(plan: IdentityPlan): IdentityPlan {
  const { usage } = plan;
  if (usage === undefined || usage.days !== undefined) return plan;
  const fewer: UsagePlan = { ...usage, activeDays: Math.min(0.3, usage.activeDays * 0.35) };
  return { ...plan, usage: fewer };
}
