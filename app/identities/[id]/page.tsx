import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { avatarSrc } from '@/components/identities/avatar-src';
import { BackToList } from '@/components/identities/detail/back-to-list';
import { DetailActions } from '@/components/identities/detail/detail-actions';
import { MetadataPanel } from '@/components/identities/detail/metadata-panel';
import { NeighbourLinks } from '@/components/identities/detail/neighbour-links';
import { Profile } from '@/components/identities/detail/profile';
import { UsageCards } from '@/components/identities/detail/usage-cards';
import { ReadFailed } from '@/components/identities/form/read-failed';
import { Avatar } from '@/components/ui/avatar';
import { VisibleId } from '@/components/ui/bidi-text';
import { CopyButton } from '@/components/ui/copy-button';
import { failed } from '@/lib/errors/app-error';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { readIdentity } from '@/lib/server/identities';
import { segmentText } from '@/lib/server/path-segment';

/** Title and page ask for the same identity; together they cost one call of the API. */
const readOnce = cache(async (segment: string) => {
  const ref = segmentText(segment);
  const read = ref === undefined ? failed({ kind: 'not-found', message: '' }) : await readIdentity(ref, { figures: true });
  return { read, readAt: new Date().toISOString() };
});

export async function generateMetadata({ params }: PageProps<'/identities/[id]'>): Promise<Metadata> {
  const { read } = await readOnce((await params).id);
  if (read.ok) return { title: identityName(read.value) };
  return { title: read.error.kind === 'not-found' ? 'Identity not found' : 'Identity' };
}

/** One identity: who it is, what it used, what is stored. */
export default async function IdentityPage({ params }: PageProps<'/identities/[id]'>) {
  const { read, readAt } = await readOnce((await params).id);
  if (read.ok) return <Detail identity={read.value} readAt={readAt} />;
  if (read.error.kind === 'not-found') notFound();
  return (
    <div className="pt-6">
      <h1 className="pb-4 text-xl font-semibold tracking-tight">Identity</h1>
      <ReadFailed error={read.error} />
    </div>
  );
}

function Detail({ identity, readAt }: { identity: IdentityRecord; readAt: string }) {
  const name = identityName(identity);
  const { _id, external_id, display_name, email, tags, metrics } = identity;
  return (
    <div className="pt-4">
      <div className="flex min-h-8 items-center justify-between gap-4 pb-3">
        <nav aria-label="Breadcrumb" className="min-w-0">
          <ol className="flex items-center gap-2 text-[0.8125rem]">
            <li>
              <BackToList />
            </li>
            <li aria-hidden="true" className="text-muted">
              /
            </li>
            <li aria-current="page" className="truncate">
              <bdi>{name}</bdi>
            </li>
          </ol>
        </nav>
        <div className="flex shrink-0 items-center gap-1">
          <NeighbourLinks key={_id} id={_id} />
        </div>
      </div>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-4 pb-6">
        <Avatar id={_id} name={name} src={avatarSrc(identity)} size={64} alt={`Avatar of ${name}`} />
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="line-clamp-3 text-2xl font-semibold tracking-tight break-words">
            <bdi>{name}</bdi>
          </h1>
          <dl className="flex flex-wrap gap-x-6 gap-y-0.5 pt-1 text-[0.8125rem]">
            <Id term="External ID" value={external_id} what="external ID" />
            <Id term="ID" value={_id} what="ID" />
          </dl>
        </div>
        <div className="flex flex-wrap gap-2">
          <DetailActions identity={{ _id, external_id, display_name, email, tags, metrics }} name={name} readAt={readAt} />
        </div>
      </div>
      <UsageCards metrics={metrics} readAt={readAt} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Profile identity={identity} />
        <MetadataPanel text={identity.metadata_text} />
      </div>
    </div>
  );
}

function Id({ term, value, what }: { term: string; value: string; what: string }) {
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <dt className="shrink-0 text-muted">{term}</dt>
      <dd className="flex min-w-0 items-center gap-0.5">
        <span className="min-w-0 break-all">
          <VisibleId value={value} />
        </span>
        <CopyButton what={what} value={value} />
      </dd>
    </div>
  );
}
