'use client';

import { createContext, use, type ReactNode } from 'react';
import { operatorMay, type ShownOperator } from '@/lib/auth/operator';
import { leastRole, type Permission } from '@/lib/auth/permissions';

const Present = createContext<ShownOperator | undefined>(undefined);

/** Tells the pages who is signed in, so that they can leave out what the role does not allow. Never the guard. */
export function OperatorProvider({
  operator,
  children,
}: {
  operator: ShownOperator | undefined;
  children: ReactNode;
}) {
  return <Present value={operator}>{children}</Present>;
}

/** Who is signed in; undefined on the pages for people who are not. */
export function useOperator(): ShownOperator | undefined {
  return use(Present);
}

/** Whether the operator may do something and, when not, why, in words for a tooltip. */
export function usePermission(permission: Permission): { may: true } | { may: false; reason: string } {
  const operator = useOperator();
  if (operator === undefined) return { may: false, reason: 'You are signed out.' };
  if (operatorMay(operator, permission)) return { may: true };
  return {
    may: false,
    reason: `Your role, ${operator.role}, does not allow this; it takes ${leastRole(permission)}.`,
  };
}
