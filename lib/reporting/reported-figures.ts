import type { ReportRow } from './schema';
import { NOTHING_USED, type UsageFigures } from './usage-figures';

/**
 * The figures of one row of a `genai.usage` report. No source says how its members are named (contract, "Reporting"),
 * so each is found by the names that are in use anywhere in the API, with or without a prefix.
 */
export function reportedFigures({ metrics }: Pick<ReportRow, 'metrics'>): UsageFigures {
  const values = new Map(
    Object.entries(metrics ?? {}).map(([name, value]) => [name.replace(/^.*\./, ''), value]),
  );
  const first = (...names: string[]) =>
    names.map((name) => values.get(name)).find((value) => value !== undefined);
  const requests = first('requests', 'total_requests', 'request_count') ?? 0;
  const rate = first('error_rate') ?? 0;
  return {
    requests,
    errors: first('errors', 'total_errors', 'error_count', 'failed_requests') ?? Math.round(rate * requests),
    tokens:
      first('tokens', 'total_tokens') ??
      (first('input_tokens', 'prompt_tokens') ?? 0) + (first('output_tokens', 'completion_tokens') ?? 0),
    cost: first('cost', 'total_cost', 'cost_usd') ?? 0,
  };
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
