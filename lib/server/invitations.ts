import 'server-only';
import { makeLink, withdrawLink } from '@/lib/auth/invitations';
import { refusedPasswordLink, type MadeLink } from '@/lib/auth/operator-rows';
import { operatorByEmail } from '@/lib/auth/operators';
import { isRole, type Role } from '@/lib/auth/permissions';
import { failed, succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import { audited } from './audited';
import { authorize } from './authorize';
import { managed } from './operator-changes';
import { ownOrigin } from './own-origin';
import { settings } from './settings';
import { store } from './store';

/**
 * Links that let somebody in once. There is no mail: an admin copies the link, the one time that it is shown, and hands
 * it over. Its token is in the fragment, which no browser sends and no log sees.
 */

/**
 * Makes a link with which somebody becomes an operator; an earlier one for the same email stops working.
 *
 * Errors: as `authorize`; `invalid` when the email is an operator's; `forbidden` where nobody signs in by password.
 */
export async function inviteOperator(email: string, role: Role): Promise<Outcome<MadeLink>> {
  const by = await authorize('operator.manage', { recent: true });
  if (!by.ok) return by;
  if (settings().PASSWORD_SIGN_IN === 'off')
    return failed({
      kind: 'forbidden',
      message: 'People come in through the single sign-on here; there is nobody to invite.',
    });
  return audited(by.value, 'operator.invited', { detail: { email, role } }, async () => {
    const { orm } = await store();
    if ((await operatorByEmail(orm, email)) !== undefined) return failed(TAKEN);
    return succeeded(shown(email, await makeLink(orm, { email, role, invitedBy: by.value.id })));
  });
}

/** Makes a link with which an operator chooses a new password. Errors: as the other changes of an operator. */
export function makePasswordLink(id: string): Promise<Outcome<MadeLink>> {
  return managed(id, 'operator.password-link', {
    refuse: (target) =>
      refusedPasswordLink(
        { ...target, state: target.disabledAt === null ? 'active' : 'disabled' },
        settings().PASSWORD_SIGN_IN === 'on',
      ),
    work: async (tx, { email, role }, by) =>
      shown(
        email,
        await makeLink(tx, { email, role: isRole(role) ? role : 'viewer', operatorId: id, invitedBy: by.id }),
      ),
  });
}

/** Makes a link stop working. Errors: as `authorize`; `invalid` when it does so already. */
export async function withdrawInvitation(id: string): Promise<Outcome<null>> {
  const by = await authorize('operator.manage', { recent: true });
  if (!by.ok) return by;
  return audited(by.value, 'operator.invitation-withdrawn', { detail: { link: id } }, async () => {
    const { orm } = await store();
    const withdrawn = await withdrawLink(orm, id);
    return withdrawn === undefined ? failed(CLOSED) : succeeded(null);
  });
}

function shown(email: string, { token, expires }: { token: string; expires: Date }): MadeLink {
  return { email, link: `${ownOrigin()}/join#${token}`, expires: expires.toISOString() };
}

const TAKEN: AppError = {
  kind: 'invalid',
  message: 'Somebody with this email is an operator already.',
  fields: { email: ['Somebody with this email is an operator already.'] },
};
const CLOSED: AppError = {
  kind: 'invalid',
  message: 'This link does not work any more: it was used, withdrawn, or its time is over.',
  fields: {},
};
