import 'server-only';
import { operatorMay, type Operator } from '@/lib/auth/operator';
import { operatorWithMethod } from '@/lib/auth/operators';
import { isRole, leastRole, type Permission } from '@/lib/auth/permissions';
import type { Orm } from '@/lib/db/database';
import type { Acting } from '../acting-operator';
import { selectionOf, type JobRow } from './job-row';

/** In whose name a batch is done, or why it cannot be. */
export type ActingFor = { acting: Acting } | { refused: string };

/**
 * The operator of a job as they are at this moment: somebody who was disabled, or whose role was lowered, does nothing
 * more by a job that they began before.
 */
export async function actingFor(orm: Orm, row: JobRow, permission: Permission): Promise<ActingFor> {
  const found = await operatorWithMethod(orm, row.operatorId);
  if (found === undefined) return { refused: `${row.operatorEmail} is no operator any more.` };
  if (found.disabledAt !== null) return { refused: `${found.email} is disabled.` };
  const { role } = found;
  if (!isRole(role)) return { refused: `${found.email} has a role that is not known here.` };
  const operator: Operator = {
    id: found.id,
    name: found.name,
    email: found.email,
    role,
    method: found.method,
    secondFactor: found.twoFactorEnabled,
    // No sign-in: nothing that is about one can be done in somebody's name.
    signInId: '',
  };
  if (!operatorMay(operator, permission))
    return { refused: `${found.email} is ${role} by now; this takes ${leastRole(permission)}.` };
  const { confirmed } = selectionOf(row);
  return {
    acting: {
      operator,
      job: row.id,
      requestId: confirmed?.request_id ?? row.requestId ?? '',
      address: confirmed?.address ?? row.address ?? '',
    },
  };
}
