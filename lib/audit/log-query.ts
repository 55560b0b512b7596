import * as z from 'zod';
import { isWellFormedText } from '@/lib/identity/well-formed-text';
import { ACTION_NAMES, GROUP_NAMES } from './action-groups';
import { AUDIT_LIMITS, AUDIT_OUTCOMES, readAuditAddress } from './log-address';

/**
 * A view of the audit log as it stands in an address, checked. A broken value falls back to its default, because an
 * address must never break the page; this and the list of identities are the only places with `.catch`.
 */
const reference = z.string().min(1).max(512).refine(isWellFormedText).optional().catch(undefined);
const ulid = z
  .string()
  .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
  .optional()
  .catch(undefined);
/** A day of the calendar, `2026-11-20`. */
const day = z.iso
  .date()
  .refine((text) => text >= '2000' && text < '2200')
  .optional()
  .catch(undefined);

export const auditQuery = z
  .object({
    /** Id of the operator. */
    operator: reference,
    /** An action, or a group of them. */
    action: z
      .enum([...GROUP_NAMES, ...ACTION_NAMES])
      .optional()
      .catch(undefined),
    /** `_id` or external id. */
    identity: reference,
    outcome: z.enum(AUDIT_OUTCOMES).optional().catch(undefined),
    /** First and last day, both included, in the zone of whoever looks. */
    from: day,
    to: day,
    /** Id of the job that made the entries. */
    job: ulid,
    /** One entry alone. */
    entry: ulid,
    limit: z.literal(AUDIT_LIMITS).catch(25),
    after: ulid,
    before: ulid,
  })
  // Two cursors contradict each other; the page after wins, as it is the one that people walk.
  .transform((query) => (query.after !== undefined ? { ...query, before: undefined } : query));
export type AuditQuery = z.output<typeof auditQuery>;

/** Reads a view of the log from the query of an address. Never fails. */
export function parseAuditQuery(parameters: URLSearchParams): AuditQuery {
  return auditQuery.parse(readAuditAddress(parameters));
}
