'use client';

import Link from 'next/link';
import { useRef, useState, type ComponentType, type ReactNode, type RefObject } from 'react';
import { Instant } from '@/components/identities/detail/instant';
import { ChangeList } from '@/components/identities/form/change-list';
import { plainText, plainWords, shownChanges } from '@/components/identities/form/shown-changes';
import { LongText } from '@/components/json/long-text';
import { RelativeTime } from '@/components/time/relative-time';
import { usePermission } from '@/components/shell/operator';
import { useNow } from '@/components/time/time-zone';
import { VisibleId } from '@/components/ui/bidi-text';
import { CopyButton } from '@/components/ui/copy-button';
import { useOnIntent } from '@/components/ui/use-on-intent';
import { isAboutIdentity } from '@/lib/audit/action-groups';
import type { AuditEntry } from '@/lib/audit/entry';
import { revertibleFields } from '@/lib/audit/kept-values';
import { auditHref, WHOLE_LOG } from '@/lib/audit/log-address';
import { isDeletion, isEdit } from '@/lib/audit/take-back';
import { identityHref } from '@/lib/identity/list-address';
import { jobHref } from '@/lib/jobs/address';
import { outcomeWords } from './entry-outcome';

const loadTakeBack = () => import('@/components/identities/take-back/take-back-dialog');
const loadCreateAgain = () => import('@/components/identities/take-back/create-again-dialog');
/** What is new has no values before, what is gone none after. */
const ONE_SIDED: Record<string, 'before' | 'after'> = {
  'identity.created': 'after',
  'identity.deleted': 'before',
  'budget.created': 'after',
  'budget.deleted': 'before',
};
/** What is told elsewhere, or only of use to this program. */
const TOLD_ELSEWHERE = ['reason', 'undoes', 'recreates', 'job'];

/** All that the log holds of an entry, and what can be done about it. */
export default function EntryDetails({ entry }: { entry: AuditEntry }) {
  const changes = shownChanges(entry.changes);
  const { meaning } = outcomeWords(entry, useNow());
  const { reason, undoes, recreates, job } = entry.detail;
  return (
    <div className="flex flex-col gap-3 text-[0.8125rem]">
      {typeof reason === 'string' && (
        <p>
          <span className="text-muted">Why: </span>
          <LongText value={reason} />
        </p>
      )}
      {meaning !== undefined && <p>{meaning}</p>}
      {typeof undoes === 'string' && <Related entry={undoes}>Took back an earlier change</Related>}
      {typeof recreates === 'string' && (
        <Related entry={recreates}>Created again after a deletion, with a new ID</Related>
      )}
      {typeof job === 'string' && (
        <p>
          {entry.action.startsWith('job.') ? 'The job' : 'Part of a job'}:{' '}
          <Link href={jobHref(job)} prefetch={false} className="link">
            show that job
          </Link>
        </p>
      )}
      {changes.length > 0 && (
        <section
          aria-label={ONE_SIDED[entry.action] === undefined ? 'Changes' : 'Values'}
          className="panel overflow-hidden"
        >
          <ChangeList changes={changes} only={ONE_SIDED[entry.action]} />
        </section>
      )}
      <Answer entry={entry} />
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <Fact term="Time">
          <Instant value={entry.at} />
        </Fact>
        {entry.role !== undefined && <Fact term="Role at that time">{entry.role}</Fact>}
        {Object.entries(entry.detail)
          .filter(([name]) => !TOLD_ELSEWHERE.includes(name))
          .map(([name, value]) => (
            <Fact key={name} term={plainWords(name)}>
              <LongText value={plainText(value)} />
            </Fact>
          ))}
        {entry.target_id !== undefined && (
          <Fact term={isAboutIdentity(entry.action) ? 'Identity’s ID' : 'Operator’s ID'}>
            <VisibleId value={entry.target_id} />
          </Fact>
        )}
        {entry.target_external_id !== undefined && (
          <Fact term="External ID">
            <VisibleId value={entry.target_external_id} />
          </Fact>
        )}
        {entry.address !== undefined && (
          <Fact term="Network address">
            <VisibleId value={entry.address} />
          </Fact>
        )}
        {entry.request_id !== undefined && (
          <Fact term="Request ID">
            <VisibleId value={entry.request_id} />
            <CopyButton what="request ID" value={entry.request_id} />
          </Fact>
        )}
        <Fact term="Entry">
          <Link href={auditHref(WHOLE_LOG, { entry: entry.id })} prefetch={false} className="link">
            <VisibleId value={entry.id} />
          </Link>
        </Fact>
      </dl>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted max-sm:pt-1">{term}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-1">{children}</dd>
    </>
  );
}

function Related({ entry, children }: { entry: string; children: string }) {
  return (
    <p>
      {children}:{' '}
      <Link href={auditHref(WHOLE_LOG, { entry })} prefetch={false} className="link">
        show that entry
      </Link>
    </p>
  );
}

/** What has been done about an entry or, while nothing has, what can be. */
function Answer({ entry }: { entry: AuditEntry }) {
  const permission = usePermission('identity.write');
  if (entry.answered_by !== undefined) {
    const { at, operator_email, entry: answer, target_id } = entry.answered_by;
    return (
      <p>
        {isDeletion(entry) ? 'Created again' : 'Taken back'} by <bdi>{operator_email ?? 'an operator'}</bdi>,{' '}
        <RelativeTime value={at} />.{' '}
        <Link href={auditHref(WHOLE_LOG, { entry: answer })} prefetch={false} className="link">
          Show that entry
        </Link>
        {target_id !== undefined && (
          <>
            {' '}
            <Link href={identityHref(target_id)} prefetch={false} className="link">
              Open the identity
            </Link>
          </>
        )}
      </p>
    );
  }
  if (!permission.may) return null;
  if (isDeletion(entry) && entry.target_external_id !== undefined)
    return (
      <DialogButton load={loadCreateAgain} entry={entry}>
        Create again…
      </DialogButton>
    );
  if (!isEdit(entry)) return null;
  if (revertibleFields(entry.changes).length > 0)
    return (
      <DialogButton load={loadTakeBack} entry={entry.id}>
        Take back…
      </DialogButton>
    );
  return (
    <p className="text-muted">
      It cannot be taken back from here: only metadata changed, and the audit log keeps no values of metadata
      unless AUDIT_METADATA_VALUES is on.
    </p>
  );
}

type DialogProps<About> = { entry: About; opener: RefObject<HTMLButtonElement | null>; onClose: () => void };

/** A button that fetches its dialog when it is meant, and opens it. */
function DialogButton<About>({
  load,
  entry,
  children,
}: {
  load: () => Promise<{ default: ComponentType<DialogProps<About>> }>;
  entry: About;
  children: ReactNode;
}) {
  const { Part: Dialog, prepare, request } = useOnIntent(load);
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <div>
      <button
        ref={opener}
        type="button"
        className="button button-secondary button-sm"
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          request();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open && Dialog !== undefined && (
        <Dialog entry={entry} opener={opener} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}
