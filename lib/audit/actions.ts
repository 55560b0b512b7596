/**
 * What the audit log tells of, in words an operator reads. The names are stored and stay; the words may change. Pure.
 */
export const AUDIT_ACTIONS = {
  'identity.created': 'Created identity',
  'identity.edited': 'Edited identity',
  'identity.tagged': 'Changed tags',
  'identity.deleted': 'Deleted identity',
  'identity.exported': 'Exported identities',
  'job.started': 'Started a job',
  'budget.created': 'Set a budget',
  'budget.edited': 'Changed a budget',
  'budget.reset': 'Reset a budget',
  'budget.deleted': 'Removed a budget',
  'view.saved': 'Saved a view',
  'view.changed': 'Changed a view',
  'view.deleted': 'Deleted a view',
  'view.restored': 'Brought back a view',
  'access.refused': 'Was refused',
  'sign-in': 'Signed in',
  'sign-in.second-factor': 'Gave a second factor',
  'sign-in.confirmed': 'Confirmed their sign-in',
  'sign-in.ended': 'Ended a sign-in',
  'sign-out': 'Signed out',
  'password.changed': 'Changed their password',
  'second-factor.begun': 'Began to set up a second factor',
  'second-factor.turned-on': 'Turned on a second factor',
  'second-factor.turned-off': 'Turned off a second factor',
  'second-factor.new-codes': 'Made new recovery codes',
  'operator.first': 'Made the first operator',
  'operator.invited': 'Invited an operator',
  'operator.invitation-withdrawn': 'Withdrew an invitation',
  'operator.joined': 'Joined as an operator',
  'operator.role-changed': 'Changed an operator’s role',
  'operator.disabled': 'Disabled an operator',
  'operator.enabled': 'Enabled an operator',
  'operator.sign-ins-ended': 'Ended an operator’s sign-ins',
  'operator.password-link': 'Made a link for a new password',
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** How what was tried ended. `attempted`: it is still going on, or was cut off before it could be told. */
export type AuditOutcome = 'attempted' | 'done' | 'failed' | 'unknown';

/**
 * One field's change. A side that is left out had or has no value. Where values are not kept, `hidden` says so and
 * `keys` names the members that were touched.
 */
export type FieldChange = { from?: unknown; to?: unknown; hidden?: true; keys?: string[] };
export type FieldChanges = Record<string, FieldChange>;
