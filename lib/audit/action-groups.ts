import { AUDIT_ACTIONS, type AuditAction } from './actions';

/** Actions that are looked for together, in words. Every action is in one of them, also one that is added later. Pure. */
export const ACTION_GROUPS = {
  identities: 'Identities',
  jobs: 'Jobs',
  budgets: 'Budgets',
  views: 'Saved views',
  'sign-ins': 'Sign-ins and accounts',
  operators: 'Operators',
  refusals: 'Refusals',
} as const satisfies Record<string, string>;
export type ActionGroup = keyof typeof ACTION_GROUPS;

export const GROUP_NAMES = Object.keys(ACTION_GROUPS) as ActionGroup[];
export const ACTION_NAMES = Object.keys(AUDIT_ACTIONS) as AuditAction[];

/** The group that an action is in, also an action of a newer version of this program. */
export function groupOf(action: string): ActionGroup {
  if (action.startsWith('identity.')) return 'identities';
  if (action.startsWith('job.')) return 'jobs';
  if (action.startsWith('budget.')) return 'budgets';
  if (action.startsWith('view.')) return 'views';
  if (action.startsWith('operator.')) return 'operators';
  return action.startsWith('access.') ? 'refusals' : 'sign-ins';
}

/** Whether the target of an action is an identity, by its `_id`. */
export function isAboutIdentity(action: string): boolean {
  return action.startsWith('identity.') || action.startsWith('budget.');
}

/** The actions that a filter stands for: those of a group, or the one it names. */
export function actionsOf(filter: string): string[] {
  const inGroup = ACTION_NAMES.filter((action) => groupOf(action) === filter);
  return inGroup.length > 0 ? inGroup : [filter];
}

/** An action in words; a newer version's action by its name. */
export function actionWords(action: string): string {
  return ACTION_NAMES.includes(action as AuditAction) ? AUDIT_ACTIONS[action as AuditAction] : action;
}
