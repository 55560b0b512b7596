'use client';

import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { formatCount } from '@/lib/format/numbers';
import type { JsonMember, JsonNode } from './json-node';
import { JsonScalar } from './json-scalar';
import { LongText } from './long-text';

type Branch = Extract<JsonNode, { members: unknown }>;

/** How many members of one value are drawn at once. */
const ROWS = 100;
/** From this depth on levels move in no further: on a phone there would be no room left. */
const DEEPEST_INDENT = 7;

/** A JSON value as a list of its members. Nested values open and close by buttons; closed ones draw nothing. */
export function JsonTree({ node, label }: { node: JsonNode; label: string }) {
  const [all, setAll] = useState<{ open: boolean; round: number }>({ open: false, round: 0 });
  if (!('members' in node)) return <JsonScalar node={node} />;
  const nested = node.members.some(({ value }) => 'members' in value && value.members.length > 0);
  return (
    <>
      {nested && (
        <div className="flex gap-1 border-b border-line px-2.5 py-1">
          {[true, false].map((open) => (
            <button
              key={String(open)}
              type="button"
              className="button button-ghost button-sm px-1.5 text-xs"
              onClick={() => setAll({ open, round: all.round + 1 })}
            >
              {open ? 'Expand all' : 'Collapse all'}
            </button>
          ))}
        </div>
      )}
      {/* A new round mounts the rows anew: each starts as the button said, and can then be moved by itself. */}
      <Members
        key={all.round}
        node={node}
        depth={0}
        label={label}
        forced={all.round === 0 ? undefined : all.open}
      />
    </>
  );
}

function Members({
  node,
  depth,
  label,
  forced,
}: {
  node: Branch;
  depth: number;
  label?: string;
  forced: boolean | undefined;
}) {
  const [shown, setShown] = useState(ROWS);
  const left = node.members.length - shown;
  return (
    <ul
      aria-label={label}
      className={
        depth === 0
          ? 'divide-y divide-line'
          : depth <= DEEPEST_INDENT
            ? 'ml-[0.4375rem] border-l border-line pl-3'
            : 'border-l border-line pl-px'
      }
    >
      {node.members.slice(0, shown).map((member, at) => (
        <Member key={at} member={member} depth={depth} forced={forced} />
      ))}
      {left > 0 && (
        <li className={depth === 0 ? 'px-4 py-1.5' : 'py-0.5'}>
          <button type="button" className="link min-h-6 text-xs" onClick={() => setShown(shown + ROWS * 5)}>
            Show {formatCount(Math.min(left, ROWS * 5))} more of {formatCount(node.members.length)}
          </button>
        </li>
      )}
    </ul>
  );
}

function Member({
  member,
  depth,
  forced,
}: {
  member: JsonMember;
  depth: number;
  forced: boolean | undefined;
}) {
  const { value } = member;
  const branch = 'members' in value && value.members.length > 0;
  if (branch)
    return (
      <li className={depth === 0 ? 'px-4 py-1.5' : 'py-0.5'}>
        <BranchMember member={member} node={value} depth={depth} forced={forced} />
      </li>
    );
  return (
    <li
      className={
        depth === 0
          ? 'px-4 py-1.5 sm:grid sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)] sm:gap-4'
          : 'py-0.5 pl-[1.125rem]'
      }
    >
      <MemberName member={member} /> <JsonScalar node={value} />
    </li>
  );
}

function BranchMember({
  member,
  node,
  depth,
  forced,
}: {
  member: JsonMember;
  node: Branch;
  depth: number;
  forced: boolean | undefined;
}) {
  const id = useId();
  const [open, setOpen] = useState(forced ?? node.open);
  const count = node.members.length;
  const noun =
    node.kind === 'array' ? (count === 1 ? 'entry' : 'entries') : count === 1 ? 'member' : 'members';
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        className="-ml-1 flex min-h-6 max-w-full items-start gap-1 rounded px-0.5 text-left hover:bg-raised"
        onClick={() => setOpen(!open)}
      >
        <ChevronRight
          aria-hidden="true"
          className={`mt-[0.2rem] size-3.5 shrink-0 text-muted transition-transform ${open ? 'rotate-90' : ''}`}
        />
        <span className="min-w-0">
          <MemberName member={member} />{' '}
          <span className="text-xs whitespace-nowrap text-muted">
            {node.kind === 'array' ? '[ ]' : '{ }'} {formatCount(count)} {noun}
          </span>
        </span>
      </button>
      {open && (
        <div id={id}>
          <Members node={node} depth={depth + 1} forced={forced} />
        </div>
      )}
    </>
  );
}

/** The name of a member: mono, whole, and told apart from others that look the same or nothing at all. */
function MemberName({ member: { name, repeated } }: { member: JsonMember }) {
  return (
    <span className="font-mono text-[0.8125rem] text-muted">
      {typeof name === 'string' && name.trim() === '' ? (
        <span>{JSON.stringify(name)}</span>
      ) : (
        <LongText value={String(name)} />
      )}
      {repeated === true && (
        <>
          {' '}
          <Badge tone="warning">repeated name</Badge>
        </>
      )}
      <span className="sr-only">:</span>
    </span>
  );
}
