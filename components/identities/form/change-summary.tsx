'use client';

import { useDeferredValue, useMemo } from 'react';
import { FIELD_LABELS, type IdentityValues } from '@/lib/identity/identity-values';
import { fieldChanges, type FieldChange } from './field-changes';
import type { MemberChange } from './metadata-changes';

/** Entries shown of one field; the rest is counted. */
const MOST_SHOWN = 12;

/** What a save will change, field by field, live. What it announces is short: the names of the fields. */
export function ChangeSummary({ opened, typed }: { opened: IdentityValues; typed: IdentityValues }) {
  const values = useDeferredValue(typed);
  const changes = useMemo(() => fieldChanges(opened, values), [opened, values]);
  const names = changes.map(({ field }) => FIELD_LABELS[field]).join(', ');
  return (
    <>
      <p role="status" className="sr-only">
        {changes.length > 0 && `Changes: ${names}`}
      </p>
      {changes.length > 0 && (
        <section aria-label="Changes" className="panel overflow-hidden">
          <h2 className="border-b border-line bg-raised px-4 py-2 text-[0.8125rem] font-medium">
            Changes{' '}
            <span className="font-normal text-muted">
              · {changes.length === 1 ? '1 field' : `${changes.length} fields`}
            </span>
          </h2>
          <dl className="divide-y divide-line">
            {changes.map((change) => (
              <div
                key={change.field}
                className="grid gap-x-4 gap-y-1 px-4 py-2.5 text-[0.8125rem] sm:grid-cols-[7rem_minmax(0,1fr)]"
              >
                <dt className="text-muted">{FIELD_LABELS[change.field]}</dt>
                <dd className="min-w-0">
                  <ChangeOf change={change} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

function ChangeOf({ change }: { change: FieldChange }) {
  if (change.field === 'tags') return <TagChange {...change} />;
  if (change.field === 'metadata_text') return <MetadataChange members={change.members} />;
  return (
    <BeforeAfter
      before={change.before === '' ? undefined : change.before}
      after={change.after === '' ? undefined : change.after}
      absent="not set"
    />
  );
}

function TagChange({ added, removed, count }: { added: string[]; removed: string[]; count: number }) {
  if (added.length === 0 && removed.length === 0) return <>New order of {count} tags</>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {removed.slice(0, MOST_SHOWN).map((tag, at) => (
        <li key={`-${at}`} className="chip max-w-full border-danger/35 bg-danger-soft text-danger">
          <span aria-hidden="true">−</span>
          <span className="sr-only">Removed: </span>
          <bdi className="truncate line-through">{tag}</bdi>
        </li>
      ))}
      {added.slice(0, MOST_SHOWN).map((tag, at) => (
        <li key={`+${at}`} className="chip max-w-full border-ok/35 bg-ok-soft text-ok">
          <span aria-hidden="true">+</span>
          <span className="sr-only">Added: </span>
          <bdi className="truncate">{tag}</bdi>
        </li>
      ))}
      <More count={Math.max(0, removed.length - MOST_SHOWN) + Math.max(0, added.length - MOST_SHOWN)} />
    </ul>
  );
}

function MetadataChange({ members }: { members: MemberChange[] | undefined }) {
  if (members === undefined) return <span className="text-muted">Will show once the text is JSON.</span>;
  if (members.length === 0) return <>Members in another order</>;
  return (
    <ul className="space-y-1.5">
      {members.slice(0, MOST_SHOWN).map(({ path, before, after }) => (
        <li key={JSON.stringify(path)}>
          <bdi className="font-mono text-xs font-medium">{path.join(' › ')}</bdi>
          <div className="font-mono text-xs">
            <BeforeAfter before={before} after={after} absent="not there" />
          </div>
        </li>
      ))}
      <More count={members.length - MOST_SHOWN} />
    </ul>
  );
}

/** Two versions of a text. `undefined` is drawn as absent, so that it cannot be taken for a text. */
function BeforeAfter({
  before,
  after,
  absent,
}: {
  before: string | undefined;
  after: string | undefined;
  absent: string;
}) {
  const side = (text: string | undefined) =>
    text === undefined ? <em className="font-sans text-muted">{absent}</em> : <bdi>{cut(text)}</bdi>;
  return (
    <>
      <span className="sr-only">From </span>
      <del className="rounded-sm bg-danger-soft px-1 text-danger decoration-danger/50">{side(before)}</del>
      <span aria-hidden="true" className="px-1.5 text-muted">
        →
      </span>
      <span className="sr-only"> to </span>
      <ins className="rounded-sm bg-ok-soft px-1 text-ok no-underline">{side(after)}</ins>
    </>
  );
}

function More({ count }: { count: number }) {
  return count > 0 ? <li className="text-muted">and {count.toLocaleString('en')} more</li> : null;
}

/** Long texts are cut for the summary alone; the box above holds them whole. */
function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
