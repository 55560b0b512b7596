import { Avatar } from '@/components/ui/avatar';
import { VisibleId } from '@/components/ui/bidi-text';
import { CopyButton } from '@/components/ui/copy-button';
import type { CallTarget } from '@/lib/copy-as/call-target';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { avatarSrc } from '../avatar-src';
import { DetailActions } from './detail-actions';

/** Who this is, by name and by both ids, and what can be done with it. */
export function IdentityHeader({
  identity,
  name,
  callTarget,
}: {
  identity: IdentityRow;
  name: string;
  callTarget: CallTarget;
}) {
  const { _id, external_id, display_name, email, tags, metrics } = identity;
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4 pt-3 pb-6">
      <div className="flex min-w-0 flex-1 basis-80 items-start gap-4">
        <Avatar id={identity._id} name={name} src={avatarSrc(identity)} size={64} alt={`Avatar of ${name}`} />
        <div className="min-w-0 flex-1">
          <h1 className="line-clamp-3 text-xl leading-7 font-semibold tracking-tight">
            <bdi>{name}</bdi>
          </h1>
          <dl className="flex flex-wrap gap-x-6 gap-y-0.5 pt-1">
            <Id term="External ID" what="external ID" value={identity.external_id} />
            <Id term="ID" what="ID" value={identity._id} />
          </dl>
        </div>
      </div>
      <DetailActions
        callTarget={callTarget}
        identity={{ _id, external_id, display_name, email, tags, metrics }}
      />
    </header>
  );
}

function Id({ term, what, value }: { term: string; what: string; value: string }) {
  return (
    <div className="flex min-w-0 items-start gap-1.5 leading-7">
      <dt className="shrink-0 text-xs leading-7 text-muted">{term}</dt>
      <dd className="flex min-w-0 items-start gap-0.5">
        <span className="min-w-0">
          {value === '' ? <span className="text-muted">empty</span> : <VisibleId value={value} />}
        </span>
        <span className="shrink-0">
          <CopyButton what={what} value={value} />
        </span>
      </dd>
    </div>
  );
}
