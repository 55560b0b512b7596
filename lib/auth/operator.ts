import { roleMay, type Permission, type Role } from './permissions';

/** Somebody who is signed in, as read from the store for this very request. */
export type Operator = {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** How this sign-in came about. */
  method: 'password' | 'sso';
  /** Whether a second factor is set up. */
  secondFactor: boolean;
  /** What must be done on the account page before anything else. */
  mustFirst?: 'change-password' | 'set-up-second-factor';
  /** The present sign-in, by its id; never its token. */
  signInId: string;
};

/** What the pages may know of the operator: enough to show a name and to leave out what the role does not allow. */
export type ShownOperator = Pick<Operator, 'id' | 'name' | 'email' | 'role' | 'method'>;

/** Whether an operator's role holds a permission. */
export function operatorMay({ role }: Pick<Operator, 'role'>, permission: Permission): boolean {
  return roleMay(role, permission);
}

/** What the pages may know of an operator. */
export function shownOperator({ id, name, email, role, method }: Operator): ShownOperator {
  return { id, name, email, role, method };
}
