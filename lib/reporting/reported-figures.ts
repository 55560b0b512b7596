import { rowFigures } from './daily-usage';
import type { ReportRow } from './schema';
import { NOTHING_USED, type UsageFigures } from './usage-figures';

/** The figures of one row of a `genai.usage` report. What it does not carry adds nothing to a sum. */
export function reportedFigures(row: Pick<ReportRow, 'metrics'>): UsageFigures {
  const { requests = 0, errors = 0, tokens = 0, cost = 0 } = rowFigures(row);
  return { requests, errors, tokens, cost };
}

/** Both together. */
export function addedFigures(one: UsageFigures, other: UsageFigures): UsageFigures {
  return {
    requests: one.requests + other.requests,
    errors: one.errors + other.errors,
    tokens: one.tokens + other.tokens,
    cost: one.cost + other.cost,
  };
}

/** All of them together. */
export function sumOfFigures(all: Iterable<UsageFigures>): UsageFigures {
  let sum = NOTHING_USED;
  for (const figures of all) sum = addedFigures(sum, figures);
  return sum;
}

/** Whether there is any use at all. */
export function isUsed({ requests, tokens, cost }: UsageFigures): boolean {
  return requests > 0 || tokens > 0 || cost > 0;
}
