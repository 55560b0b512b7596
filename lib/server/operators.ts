import 'server-only';
import { listOpenLinks } from '@/lib/auth/invitations';
import { listSeenOperators, type SeenOperator } from '@/lib/auth/operator-list';
import type { Operator } from '@/lib/auth/operator';
import type { OperatorRow, OperatorsPage } from '@/lib/auth/operator-rows';
import { isRole } from '@/lib/auth/permissions';
import { succeeded, type Outcome } from '@/lib/errors/app-error';
import { authorize } from './authorize';
import { settings } from './settings';
import { signInLife } from './sign-in-service';
import { store } from './store';

/** Everybody who may use this dashboard, and the links that would let somebody in. Errors: as `authorize`. */
export async function readOperators(): Promise<Outcome<OperatorsPage>> {
  const by = await authorize('operator.manage');
  if (!by.ok) return by;
  const { orm } = await store();
  const [operators, links] = await Promise.all([listSeenOperators(orm, signInLife()), listOpenLinks(orm)]);
  const { OIDC_LABEL, OIDC_ISSUER, PASSWORD_SIGN_IN } = settings();
  return succeeded({
    operators: operators.map((operator) => rowOf(operator, by.value)),
    links: links.map(({ expires, forPassword, ...link }) => ({
      ...link,
      for_password: forPassword,
      expires: expires.toISOString(),
    })),
    by_password: PASSWORD_SIGN_IN === 'on',
    ...(OIDC_ISSUER !== undefined && { sso: OIDC_LABEL }),
    roles_from_sso: areRolesClaimed(),
  });
}

/** Whether the single sign-on says what its operators may do. */
export function areRolesClaimed(): boolean {
  return settings().OIDC_ROLE_MAP !== undefined;
}

function rowOf(operator: SeenOperator, by: Operator): OperatorRow {
  const { id, name, email, role, method, twoFactorEnabled, disabledAt, passwordExpires, signIns, lastSeen } =
    operator;
  return {
    id,
    name,
    email,
    role: isRole(role) ? role : 'viewer',
    method,
    second_factor: twoFactorEnabled,
    state:
      disabledAt !== null
        ? 'disabled'
        : passwordExpires !== null && passwordExpires.getTime() <= Date.now()
          ? 'password-expired'
          : 'active',
    sign_ins: signIns,
    ...(lastSeen !== undefined && { last_seen: lastSeen.toISOString() }),
    self: id === by.id,
  };
}
