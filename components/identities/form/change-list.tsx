import { VisibleText } from '@/components/json/visible-text';
import { FIELD_LABELS } from '@/lib/identity/identity-values';
import type { FieldChange } from './field-changes';
import type { MemberChange } from './metadata-changes';

/** Entries shown of one field; the rest is counted. */
const MOST_SHOWN = 12;

/** What is known of one field's change; of metadata perhaps the names of members alone. */
export type ShownChange =
  | FieldChange
  | { field: 'metadata_text'; hidden: readonly string[] }
  | { field: 'other'; label: string; before: string; after: string };

/**
 * Changes field by field: texts before and after, tags as what came and went, metadata member by member.
 *
 * @param only where there is but one side, as of something new or gone: its values are shown plainly
 */
export function ChangeList({
  changes,
  only,
}: {
  changes: readonly ShownChange[];
  only?: 'before' | 'after' | undefined;
}) {
  return (
    <dl className="divide-y divide-line">
      {changes.map((change, at) => (
        <div
          key={at}
          className="grid gap-x-4 gap-y-1 px-4 py-2.5 text-[0.8125rem] sm:grid-cols-[7rem_minmax(0,1fr)]"
        >
          <dt className="text-muted">
            {change.field === 'other' ? change.label : FIELD_LABELS[change.field]}
          </dt>
          <dd className="min-w-0">
            {only === undefined ? <ChangeOf change={change} /> : <ValueOf change={change} side={only} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ChangeOf({ change }: { change: ShownChange }) {
  if (change.field === 'tags') return <TagChange {...change} />;
  if ('hidden' in change) return <HiddenMembers keys={change.hidden} />;
  if (change.field === 'metadata_text') return <MetadataChange members={change.members} />;
  return (
    <BeforeAfter
      before={change.before === '' ? undefined : change.before}
      after={change.after === '' ? undefined : change.after}
      absent="not set"
    />
  );
}

/** One side of a change, for something that has no other. */
function ValueOf({ change, side }: { change: ShownChange; side: 'before' | 'after' }) {
  if (change.field === 'tags') {
    const tags = side === 'before' ? change.removed : change.added;
    return (
      <ul className="flex flex-wrap gap-1.5">
        {tags.slice(0, MOST_SHOWN).map((tag, at) => (
          <li key={at} className="chip max-w-full">
            <span className="truncate">
              <VisibleText value={tag} />
            </span>
          </li>
        ))}
        <More count={tags.length - MOST_SHOWN} />
      </ul>
    );
  }
  if ('hidden' in change) return <HiddenMembers keys={change.hidden} />;
  if (change.field !== 'metadata_text') return <VisibleText value={cut(change[side])} />;
  const members = change.members ?? [];
  return (
    <ul className="space-y-1 font-mono text-xs">
      {members.slice(0, MOST_SHOWN).map(({ path, ...sides }) => (
        <li key={JSON.stringify(path)}>
          <bdi className="font-medium">{path.join(' › ')}</bdi>:{' '}
          <VisibleText value={cut(sides[side] ?? '')} />
        </li>
      ))}
      <More count={members.length - MOST_SHOWN} />
    </ul>
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
          <span className="truncate line-through">
            <VisibleText value={tag} />
          </span>
        </li>
      ))}
      {added.slice(0, MOST_SHOWN).map((tag, at) => (
        <li key={`+${at}`} className="chip max-w-full border-ok/35 bg-ok-soft text-ok">
          <span aria-hidden="true">+</span>
          <span className="sr-only">Added: </span>
          <span className="truncate">
            <VisibleText value={tag} />
          </span>
        </li>
      ))}
      <More count={Math.max(0, removed.length - MOST_SHOWN) + Math.max(0, added.length - MOST_SHOWN)} />
    </ul>
  );
}

function HiddenMembers({ keys }: { keys: readonly string[] }) {
  if (keys.length === 0) return <>Changed; its values are not kept</>;
  return (
    <>
      <ul className="flex flex-wrap gap-1.5" aria-label="Changed members">
        {keys.slice(0, MOST_SHOWN).map((key, at) => (
          <li key={at} className="chip max-w-full font-mono">
            <bdi className="truncate">{key === '' ? '""' : key}</bdi>
          </li>
        ))}
        <More count={keys.length - MOST_SHOWN} />
      </ul>
      <p className="pt-1 text-muted">Names of members only: their values are not kept.</p>
    </>
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
    text === undefined ? (
      <em className="font-sans text-muted">{absent}</em>
    ) : (
      <VisibleText value={cut(text)} />
    );
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
