'use client';

import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { keyCaps } from './key-caps';

/** A named part of the palette's list; nothing while it is empty. */
export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

/**
 * One thing that can be chosen. What does nothing now can be reached like the rest, and says why: an entry that is
 * skipped cannot be asked.
 */
export function PaletteItem({
  value,
  keys,
  off,
  onSelect,
  children,
}: {
  value: string;
  keys?: string | undefined;
  /** Why it does nothing now. */
  off?: string | undefined;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item value={value} onSelect={onSelect} className="option">
      {off === undefined ? children : <span className="shrink-0 text-muted">{children}</span>}
      {off !== undefined && (
        <span className="ml-auto truncate pl-4 text-xs text-muted">
          <span className="sr-only">, not now: </span>
          {off}
        </span>
      )}
      {keys !== undefined && off === undefined && (
        <span className="ml-auto flex shrink-0 gap-1" aria-hidden="true">
          {keyCaps(keys).map((key, at) => (
            <Kbd key={at}>{key}</Kbd>
          ))}
        </span>
      )}
    </Command.Item>
  );
}
