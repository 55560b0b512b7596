import type { AuditOutcome, FieldChanges } from './actions';
import type { AuditQuery } from './log-query';

/** An entry that takes this one back, or creates the identity again that this one deleted. */
export type AuditAnswer = { entry: string; at: string; operator_email?: string; target_id?: string };

/** One entry of the audit log, with how it ended, as pages hold it. Times are ISO 8601. */
export type AuditEntry = {
  id: string;
  at: string;
  /** An action of `AUDIT_ACTIONS`; of a newer version of this program it may be another. */
  action: string;
  operator_id?: string;
  /** The operator's email at that time, or the one that was typed at a sign-in. */
  operator_email?: string;
  role?: string;
  address?: string;
  request_id?: string;
  /** `_id` of the identity, or id of the operator, acted on. */
  target_id?: string;
  target_external_id?: string;
  /** The email of the operator acted on, while they are one. */
  target_email?: string;
  changes: FieldChanges;
  /** What else was told, at the attempt and at the end. */
  detail: Record<string, unknown>;
  outcome: AuditOutcome;
  ended?: string;
  answered_by?: AuditAnswer;
};

/** One page of the log, newest first. */
export type AuditPage = {
  entries: AuditEntry[];
  /** More entries in the direction that was asked for. */
  has_more: boolean;
  /** The query that was answered; another than asked when the address had to be corrected. */
  query: AuditQuery;
};

/** Somebody who has done something that is in the log. */
export type AuditOperator = { id: string; email: string };
