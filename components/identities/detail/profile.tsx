import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { GatewayNote } from '@/components/identities/form/edit-notes';
import { safeLink } from '@/components/json/safe-link';
import { LongText } from '@/components/json/long-text';
import type { IdentityRecord, IdentityRow } from '@/lib/identity/identity-record';
import { isVisible } from '@/lib/identity/identity-name';
import type { Outcome } from '@/lib/errors/app-error';
import { JsonButton } from '../copy-as/json-button';
import { EditTagsButton } from './edit-tags-button';
import { Instant } from './instant';
import { ProfileRow, Unset } from './profile-row';
import { ProfileTags } from './profile-tags';
import { SameEmail } from './same-email';

/** What is stored about the identity, as it is stored: no mail links, pictures only through our own route. */
export function Profile({
  identity,
  row,
  sameEmail,
}: {
  identity: IdentityRecord;
  row: IdentityRow;
  /** Who else carries the email; on its way while the page is drawn. */
  sameEmail: Promise<Outcome<{ others: IdentityRow[]; more: boolean }>>;
}) {
  return (
    <section aria-labelledby="profile-heading" className="min-w-0">
      <div className="flex min-h-9 items-center justify-between gap-4 pb-1">
        <h2 id="profile-heading" className="font-semibold">
          Profile
        </h2>
        <JsonButton id={row._id} />
      </div>
      <dl className="panel divide-y divide-line">
        <ProfileRow term="Display name">
          {identity.display_name === undefined ? (
            <Unset>No display name</Unset>
          ) : (
            <>
              <LongText value={identity.display_name} />
              {!isVisible(identity.display_name) && <Unset> (nothing in it can be seen)</Unset>}
            </>
          )}
        </ProfileRow>
        <ProfileRow term="Email">
          {identity.email === undefined ? (
            <Unset>No email</Unset>
          ) : (
            <>
              <Copied what="email" value={identity.email}>
                <LongText value={identity.email} />
              </Copied>
              <SameEmail id={row._id} read={sameEmail} />
            </>
          )}
        </ProfileRow>
        <ProfileRow term="Tags">
          <ProfileTags tags={identity.tags} />
          <EditTagsButton identity={row} />
        </ProfileRow>
        <ProfileRow term="Avatar URL">
          {identity.avatar_url === undefined ? (
            <Unset>No avatar</Unset>
          ) : (
            <Copied what="avatar URL" value={identity.avatar_url}>
              <AvatarAddress value={identity.avatar_url} />
            </Copied>
          )}
        </ProfileRow>
        <ProfileRow term="Created">
          <Instant value={identity.created} />
        </ProfileRow>
        <ProfileRow term="Updated">
          <Instant value={identity.updated} />
        </ProfileRow>
        {identity.workspace_id !== undefined && (
          <ProfileRow term="Workspace ID">
            <bdi className="font-mono text-[0.8125rem]">{identity.workspace_id}</bdi>
          </ProfileRow>
        )}
      </dl>
      <div className="pt-2">
        <GatewayNote />
      </div>
    </section>
  );
}

function AvatarAddress({ value }: { value: string }) {
  const href = safeLink(value);
  if (href === undefined) return <LongText value={value} />;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="link line-clamp-4">
      <bdi>{value}</bdi>
    </a>
  );
}

function Copied({ what, value, children }: { what: string; value: string; children: ReactNode }) {
  return (
    <span className="flex items-start gap-1">
      <span className="min-w-0">{children}</span>
      <span className="shrink-0">
        <CopyButton what={what} value={value} />
      </span>
    </span>
  );
}
