/**
 * Who may do what (security, section 1). The one table; pure, so that pages can hide what an operator cannot use.
 * What counts is the check where data is read or changed.
 */

/** From the least to the most that one may do. */
export const ROLES = ['viewer', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The least role that holds each permission. */
const LEAST_ROLE = {
  /** Lists, details, figures. */
  'identity.read': 'viewer',
  /** A file of what is shown. */
  'identity.export': 'viewer',
  /** Create, edit, tag, also in bulk. */
  'identity.write': 'editor',
  /** Delete, also in bulk. */
  'identity.delete': 'admin',
  /** Set, change, pause, reset and remove budgets. */
  'budget.write': 'admin',
  /** The audit entries of oneself. */
  'audit.read-own': 'viewer',
  /** Everybody's audit entries. */
  'audit.read': 'editor',
  /** Start, pause, go on with and end jobs of others. */
  'job.manage': 'admin',
  /** Operators, their roles, their sign-ins. */
  'operator.manage': 'admin',
  /** One's own password, second factor and sign-ins. */
  account: 'viewer',
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof LEAST_ROLE;
export const PERMISSIONS = Object.keys(LEAST_ROLE) as Permission[];

/** Whether a role holds a permission. */
export function roleMay(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST_ROLE[permission]);
}

/** The least role that holds a permission. */
export function leastRole(permission: Permission): Role {
  return LEAST_ROLE[permission];
}

/** Whether a text names a role. */
export function isRole(text: unknown): text is Role {
  return ROLES.some((role) => role === text);
}
