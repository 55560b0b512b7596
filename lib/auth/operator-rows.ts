import type { Role } from './permissions';

/** An operator as the page of operators shows them. */
export type OperatorRow = {
  id: string;
  name: string;
  email: string;
  role: Role;
  method: 'password' | 'sso';
  second_factor: boolean;
  /** `password-expired`: the printed first password was not used in time. */
  state: 'active' | 'disabled' | 'password-expired';
  /** Running sign-ins. */
  sign_ins: number;
  /** ISO 8601 time; absent for who was never here. */
  last_seen?: string;
  /** Whether this is who looks at the page. */
  self: boolean;
};

/** A link that would let somebody in. Its token is not known any more. */
export type LinkRow = {
  id: string;
  email: string;
  role: Role;
  /** Whether it sets a new password of an operator; else it makes a new operator. */
  for_password: boolean;
  /** Name of who made it; empty when they are gone. */
  by: string;
  /** ISO 8601 time. */
  expires: string;
};

/** What the page of operators shows. */
export type OperatorsPage = {
  operators: OperatorRow[];
  links: LinkRow[];
  /** Whether people sign in by password here, and so can be invited. */
  by_password: boolean;
  /** Name of the single sign-on, where there is one. */
  sso?: string;
  /** Whether the single sign-on says what its operators may do. */
  roles_from_sso: boolean;
};

/** A link just made: the one time that it is shown. */
export type MadeLink = { email: string; link: string; expires: string };

/** Why an operator cannot be managed in some way, in words for whoever wants to; undefined when they can. */
export function refusedRoleChange(
  { self, method }: Pick<OperatorRow, 'self' | 'method'>,
  rolesFromSso: boolean,
): string | undefined {
  if (self) return 'You cannot change your own role. Another admin can.';
  if (method === 'sso' && rolesFromSso)
    return 'This role comes from the groups of the single sign-on, at each sign-in. Change it there.';
  return undefined;
}

export function refusedDisabling({ self }: Pick<OperatorRow, 'self'>): string | undefined {
  return self ? 'You cannot disable yourself. Another admin can.' : undefined;
}

export function refusedPasswordLink(
  { self, method, state }: Pick<OperatorRow, 'self' | 'method' | 'state'>,
  byPassword: boolean,
): string | undefined {
  if (method === 'sso') return 'Signs in with the single sign-on and has no password here.';
  if (!byPassword) return 'Nobody signs in with a password here.';
  if (self) return 'Change your own password on your account page.';
  if (state === 'disabled') return 'Enable this operator first.';
  return undefined;
}
