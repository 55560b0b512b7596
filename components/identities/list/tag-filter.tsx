'use client';

import { ListFilter, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { ShortText } from '@/components/ui/short-text';

const loadPanel = () => import('./tag-filter-panel');
const TagFilterPanel = lazy(loadPanel);

/**
 * The any-of tag filter: a button that opens the choice of tags. The active ones stand on a line of their own below
 * the toolbar (`ActiveFilters`).
 */
export function TagFilter({
  tags,
  onChange,
}: {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
}) {
  const [wanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      aria-haspopup="dialog"
      data-command="Filter by tags"
      className="button button-secondary"
      onPointerEnter={() => void loadPanel()}
      onFocus={() => void loadPanel()}
      onClick={() => setWanted(true)}
    >
      <ListFilter aria-hidden="true" className="size-4" />
      Filter by tags
    </button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <TagFilterPanel tags={tags} onChange={onChange} />
    </Suspense>
  );
}

/** What narrows the list at present, each part removable. */
export function ActiveFilters({
  search,
  tags,
  onTags,
  onClear,
}: {
  search: string;
  tags: readonly string[];
  onTags: (tags: string[]) => void;
  onClear: () => void;
}) {
  if (search === '' && tags.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5 pb-3 text-sm">
      {tags.length > 0 && <span className="text-muted">{tags.length === 1 ? 'Tag' : 'Any of'}</span>}
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          className="chip chip-active"
          aria-label={`Remove tag ${tag}`}
          onClick={() => onTags(tags.filter((other) => other !== tag))}
        >
          <ShortText value={tag} className="max-w-60" />
          <X aria-hidden="true" className="size-3" />
        </button>
      ))}
      <button
        type="button"
        data-command="Clear filters"
        className="button button-ghost button-sm"
        onClick={onClear}
      >
        Clear filters
      </button>
    </div>
  );
}
