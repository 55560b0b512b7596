import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/time/relative-time';
import { VisibleId } from '@/components/ui/bidi-text';
import { CopyButton } from '@/components/ui/copy-button';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { ProfileTags } from './profile-tags';

/** What is stored of an identity. Unset members say so. */
export function Profile({ identity }: { identity: IdentityRecord }) {
  return (
    <section aria-label="Profile" className="panel">
      <h2 className="border-b border-line px-4 py-3 font-medium">Profile</h2>
      <dl className="divide-y divide-line">
        <Row term="Display name">{text(identity.display_name)}</Row>
        <Row term="Email" action={identity.email !== undefined && <CopyButton what="email" value={identity.email} />}>
          {text(identity.email)}
        </Row>
        <Row term="Tags">{identity.tags.length === 0 ? <Unset /> : <ProfileTags tags={identity.tags} />}</Row>
        <Row term="Avatar URL">{identity.avatar_url === undefined ? <Unset /> : <Address value={identity.avatar_url} />}</Row>
        <Row term="Created">{<RelativeTime value={identity.created} />}</Row>
        <Row term="Updated">{<RelativeTime value={identity.updated} />}</Row>
        {identity.workspace_id !== undefined && (
          <Row term="Workspace">
            <VisibleId value={identity.workspace_id} />
          </Row>
        )}
      </dl>
      <p className="border-t border-line px-4 py-3 text-xs text-muted">
        The gateway writes identities too: traffic that names this external ID can overwrite what is corrected here.
      </p>
    </section>
  );
}

function Row({ term, action, children }: { term: string; action?: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)_auto] items-center gap-3 px-4 py-2">
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
      {action !== undefined && action !== false && <dd>{action}</dd>}
    </div>
  );
}

function text(value: string | undefined): ReactNode {
  return value === undefined ? <Unset /> : <bdi className="break-words">{value}</bdi>;
}

function Unset() {
  return <span className="text-muted">Not set</span>;
}

/** An address as a link, if it is one that a browser should follow. */
function Address({ value }: { value: string }) {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return <bdi className="break-all">{value}</bdi>;
  return (
    <a href={value} target="_blank" rel="noopener noreferrer" className="link break-all">
      {value}
    </a>
  );
}
