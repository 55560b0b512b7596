import { Suspense } from 'react';
import type { AuditEntry } from '@/lib/audit/entry';
import type { Outcome } from '@/lib/errors/app-error';
import { History, HistorySkeleton } from './history';

type Read = Outcome<{ entries: AuditEntry[]; has_more: boolean }>;

/**
 * The history of an identity, behind a boundary of its own: the page does not wait for it and does not fail with it.
 *
 * @param read already started, beside the rest of the page
 * @param hideEmpty for a page that may be about nothing at all: it shows no history that is empty
 */
export function IdentityHistory(props: {
  read: Promise<Read>;
  identity: string;
  ownOnly: boolean;
  hideEmpty?: boolean;
}) {
  return (
    <Suspense fallback={props.hideEmpty === true ? null : <HistorySkeleton />}>
      <Loaded {...props} />
    </Suspense>
  );
}

async function Loaded({
  read,
  identity,
  ownOnly,
  hideEmpty = false,
}: {
  read: Promise<Read>;
  identity: string;
  ownOnly: boolean;
  hideEmpty?: boolean;
}) {
  const history = await read;
  if (hideEmpty && history.ok && history.value.entries.length === 0) return null;
  return <History history={history} identity={identity} ownOnly={ownOnly} now={renderTime()} />;
}

function renderTime(): number {
  return Date.now();
}
