import type { UsedDay } from './what-if';

/** The days that budgets are replayed over, oldest first, or why there are none. `today` is `YYYY-MM-DD` in UTC. */
export type UsedDays =
  { state: 'read'; days: UsedDay[]; today: string } | { state: 'unavailable'; reason: string };
