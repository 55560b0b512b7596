import 'server-only';
import { redirect } from 'next/navigation';
import type { Operator } from '@/lib/auth/operator';
import type { Permission } from '@/lib/auth/permissions';
import { accountHref, signInHref } from '@/lib/auth/safe-next';
import type { Outcome } from '@/lib/errors/app-error';
import { authorize, presentSignIn } from './authorize';
import { PAGE_ADDRESS_HEADER } from './page-address';
import { presentRequest } from './request-marks';

/**
 * The operator for a page, which then chooses what to show: whoever is signed out is sent to sign in and comes back,
 * whoever must do something on the account page first is sent there. A role that does not allow the page is an error
 * for the page to show. What the page reads is checked again where it is read.
 */
export async function pageAccess(permission: Permission): Promise<Outcome<Operator>> {
  const present = await presentSignIn();
  const { headers } = await presentRequest();
  const address = headers.get(PAGE_ADDRESS_HEADER) ?? '/';
  if (present === undefined) redirect(signInHref(address));
  if (present.operator.mustFirst !== undefined && permission !== 'account') redirect(accountHref(address));
  return authorize(permission);
}
