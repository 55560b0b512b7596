import type { Metadata } from 'next';
import { IdentityHistory } from '@/components/audit/identity-history';
import { NotFoundHelp } from '@/components/identities/detail/not-found-help';
import { operatorMay } from '@/lib/auth/operator';
import { readIdentityHistory } from '@/lib/server/audit-entries';
import { presentSignIn } from '@/lib/server/authorize';
import { PAGE_ADDRESS_HEADER } from '@/lib/server/page-address';
import { segmentText } from '@/lib/server/path-segment';
import { presentRequest } from '@/lib/server/request-marks';

export const metadata: Metadata = { title: 'Identity not found' };

/** Shown for `notFound()` of the pages under `/identities/[id]`, with what is known of an identity that was here. */
export default async function IdentityNotFound() {
  const [ref, present] = await Promise.all([askedFor(), presentSignIn()]);
  return (
    <>
      <NotFoundHelp reference={ref} />
      {ref !== undefined && present !== undefined && (
        <div className="max-w-[60rem]">
          <IdentityHistory
            read={readIdentityHistory(ref)}
            identity={ref}
            ownOnly={!operatorMay(present.operator, 'audit.read')}
            hideEmpty
          />
        </div>
      )}
    </>
  );
}

/** Next hands this page no parameters; the proxy names the address. */
async function askedFor(): Promise<string | undefined> {
  const { headers } = await presentRequest();
  const segment = /^\/identities\/([^/?]+)/.exec(headers.get(PAGE_ADDRESS_HEADER) ?? '')?.[1];
  return segment === undefined ? undefined : segmentText(segment);
}
