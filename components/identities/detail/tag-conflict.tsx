'use client';

import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Notice } from '@/components/ui/notice';
import { formatCount } from '@/lib/format/numbers';
import { combinedTags } from '@/lib/identity/combined-tags';

/** Longest list of tags that is shown for comparison. */
const MOST = 60;

/** Both versions of tags that two people changed, and the choice between them. Neither wins by being overlooked. */
export function TagConflict({
  opened,
  mine,
  stored,
  onDecide,
}: {
  opened: readonly string[];
  mine: readonly string[];
  stored: readonly string[];
  onDecide: (wanted: string[]) => void;
}) {
  return (
    <Notice tone="warning" title="Someone else changed these tags meanwhile" className="mb-0">
      Nothing was saved. Choose what to keep, look it over, then save again.
      <dl className="py-2">
        <Version term="Stored now" tags={stored} />
        <Version term="Yours" tags={mine} />
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onDecide([...stored])}>
          Keep what is stored
        </Button>
        <Button size="sm" onClick={() => onDecide([...mine])}>
          Keep mine
        </Button>
        <Button size="sm" onClick={() => onDecide(combinedTags(opened, mine, stored))}>
          Combine both
        </Button>
      </div>
    </Notice>
  );
}

function Version({ term, tags }: { term: string; tags: readonly string[] }) {
  return (
    <div className="py-1">
      <dt className="text-xs font-medium">{term}</dt>
      <dd className="flex max-h-32 flex-wrap gap-1 overflow-y-auto pt-1">
        {tags.length === 0 && <em>no tags</em>}
        {tags.slice(0, MOST).map((tag, at) => (
          <Chip key={at}>{tag}</Chip>
        ))}
        {tags.length > MOST && <span className="text-xs">and {formatCount(tags.length - MOST)} more</span>}
      </dd>
    </div>
  );
}
