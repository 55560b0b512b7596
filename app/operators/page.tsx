import type { Metadata } from 'next';
import { ErrorNotice } from '@/components/errors/error-notice';
import { NoAccess } from '@/components/errors/no-access';
import { OpenLinks } from '@/components/operators/open-links';
import { InviteButton } from '@/components/operators/invite-button';
import { OperatorTable } from '@/components/operators/operator-table';
import { readOperators } from '@/lib/server/operators';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'Operators' };

/** Who may use this dashboard, for admins. */
export default async function OperatorsPage() {
  const access = await pageAccess('operator.manage');
  if (!access.ok) return <NoAccess error={access.error} />;
  const read = await readOperators();
  return (
    <div className="pt-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-5">
        <div className="max-w-prose min-w-0">
          <h1 className="text-xl font-semibold tracking-tight">Operators</h1>
          <p className="pt-1 text-muted">
            The people who use this dashboard. Viewers read and export, editors also create and edit, admins
            also delete and manage operators.
          </p>
        </div>
        {read.ok && read.value.by_password && <InviteButton />}
      </div>
      {read.ok ? (
        <>
          {read.value.sso !== undefined && (
            <p className="pb-4 text-muted">
              People {read.value.by_password ? 'also come' : 'come'} in through <bdi>{read.value.sso}</bdi>:
              whoever may sign in there appears here after their first sign-in.
              {read.value.roles_from_sso && ' What they may do comes from their groups, at each sign-in.'}
              {!read.value.by_password && ' Nobody signs in with a password, so there is nobody to invite.'}
            </p>
          )}
          <OperatorTable page={read.value} />
          <OpenLinks links={read.value.links} />
        </>
      ) : (
        <ErrorNotice error={read.error} doing="read" />
      )}
    </div>
  );
}
