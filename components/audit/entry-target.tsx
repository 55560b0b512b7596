import Link from 'next/link';
import { IdText } from '@/components/ui/bidi-text';
import type { AuditEntry } from '@/lib/audit/entry';
import { isAboutIdentity } from '@/lib/audit/action-groups';
import { formatCount } from '@/lib/format/numbers';
import { identityHref } from '@/lib/identity/list-address';

/** What an entry is about: the identity, the view, the operator, or how many. */
export function EntryTarget({ entry }: { entry: AuditEntry }) {
  const { action, target_id: id, target_external_id: externalId, target_email: email, detail } = entry;
  if (isAboutIdentity(action) && (id ?? externalId) !== undefined)
    return (
      <Link
        href={identityHref(id ?? externalId ?? '')}
        prefetch={false}
        className="link inline-flex min-h-6 items-center"
      >
        <IdText value={externalId ?? id ?? ''} />
      </Link>
    );
  if (typeof detail.count === 'number')
    return <>{`${formatCount(detail.count)} ${detail.count === 1 ? 'identity' : 'identities'}`}</>;
  if (typeof detail.view === 'string') return <bdi>{detail.view}</bdi>;
  const about = email ?? (typeof detail.email === 'string' ? detail.email : undefined);
  if (about !== undefined)
    return action.startsWith('operator.') && id !== undefined ? (
      <Link href="/operators" prefetch={false} className="link inline-flex min-h-6 items-center">
        <bdi>{about}</bdi>
      </Link>
    ) : (
      <bdi>{about}</bdi>
    );
  return (
    <>
      <span aria-hidden="true">—</span>
      <span className="sr-only">nothing in particular</span>
    </>
  );
}

/** Who did it, as they were called at that time. */
export function EntryOperator({ entry }: { entry: AuditEntry }) {
  if (entry.operator_id === undefined)
    return (
      <span className="text-muted">
        Nobody signed in
        {entry.operator_email !== undefined && entry.operator_email !== '' && (
          <>
            {' '}
            (<bdi>{entry.operator_email}</bdi>)
          </>
        )}
      </span>
    );
  return <bdi>{entry.operator_email ?? entry.operator_id}</bdi>;
}
