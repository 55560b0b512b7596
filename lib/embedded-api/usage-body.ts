import 'server-only';
import { createHash } from 'node:crypto';
import { idempotencyKey, recordUsageBody, USAGE_TIME_AHEAD_MS } from '@/lib/identity/usage';
import { quarterOf } from './add-usage';
import { invalidField } from './api-problem';
import { fieldRule } from './identity-bodies';
import { invalidFields } from './invalid-fields';
import type { UsageReport } from './record-usage';
import type { RequestBody } from './request-body';

/** The use that a request reports, `now` when it names no time. Throws `ApiProblem`. */
export function parseUsage(body: RequestBody, now: Date): UsageReport {
  const parsed = recordUsageBody.safeParse(body.members, { error: fieldRule });
  if (!parsed.success) throw invalidFields('invalid_request_body', parsed.error);
  const { requests, failed_requests, tokens, cost, time } = parsed.data;
  const at = typeof time === 'string' ? new Date(time) : now;
  if (at.getTime() > now.getTime() + USAGE_TIME_AHEAD_MS) {
    throw invalidField('invalid_request_body', 'time', 'Lies in the future. Send when it happened, or none.');
  }
  const sent = {
    requests,
    failedRequests: failed_requests ?? 0,
    tokens: tokens ?? 0,
    cost: cost ?? 0,
  };
  return {
    ...sent,
    day: at.toISOString().slice(0, 10),
    quarter: quarterOf(at),
    // The time as sent: a report without one means "now", and its repetition tomorrow is still the same report.
    digest: createHash('sha256')
      .update(JSON.stringify([...Object.values(sent), time ?? null]))
      .digest('base64url'),
  };
}

/** The `Idempotency-Key` of a request, if it has one. Throws `ApiProblem`. */
export function parseIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const parsed = idempotencyKey.safeParse(header);
  if (parsed.success) return parsed.data;
  throw invalidField(
    'invalid_request',
    'Idempotency-Key',
    parsed.error.issues[0]?.message ?? 'Is not valid.',
  );
}
