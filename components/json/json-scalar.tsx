'use client';

import type { JsonNode } from './json-node';
import { LongText } from './long-text';
import { safeLink } from './safe-link';

/** A value without members: its quotation marks tell the text "0" from the number 0. */
export function JsonScalar({ node }: { node: JsonNode }) {
  if ('members' in node)
    return (
      <span className="font-mono text-[0.8125rem] text-muted">
        {node.kind === 'array' ? '[ ]' : '{ }'} empty
      </span>
    );
  if (node.kind === 'number')
    return <span className="font-mono text-[0.8125rem] text-accent tabular-nums">{node.token}</span>;
  if (node.kind !== 'text')
    return (
      <span
        className={`font-mono text-[0.8125rem] ${node.token === 'null' ? 'text-muted italic' : 'text-accent'}`}
      >
        {node.token}
      </span>
    );
  return (
    <span className="min-w-0 font-mono text-[0.8125rem]">
      <Quote />
      <TextOrLink value={node.value} />
      <Quote />
      {node.escaped === true && (
        <span className="font-sans text-xs text-muted">
          {' '}
          written with its escapes: it holds what cannot be shown
        </span>
      )}
    </span>
  );
}

function TextOrLink({ value }: { value: string }) {
  const href = safeLink(value);
  if (href === undefined) return <LongText value={value} />;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="link">
      <bdi>{value}</bdi>
    </a>
  );
}

function Quote() {
  return <span className="text-muted/70">&quot;</span>;
}
