import type { IdentityRow } from '@/lib/identity/identity-record';
import { ShortText } from '@/components/ui/short-text';

/** Most tags offered; rarer ones are typed. */
const MOST = 20;

/** The tags that the selected identities have, with how many have each; a click chooses one. */
export function PresentTags({
  rows,
  chosen,
  onChoose,
}: {
  rows: readonly IdentityRow[];
  chosen: readonly string[];
  onChoose: (tag: string) => void;
}) {
  const offered = tagsOf(rows)
    .filter(({ tag }) => !chosen.includes(tag))
    .slice(0, MOST);
  if (offered.length === 0) return null;
  return (
    <div
      role="group"
      aria-label="Tags of the selected identities"
      className="flex max-h-28 flex-wrap gap-1 overflow-y-auto p-0.5"
    >
      {offered.map(({ tag, identities }) => (
        <button key={tag} type="button" className="chip" title={tag} onClick={() => onChoose(tag)}>
          <ShortText value={tag} />
          <span className="text-muted tabular-nums">{identities}</span>
        </button>
      ))}
    </div>
  );
}

/** The tags that the selected identities have, the most frequent first. */
export function tagsOf(rows: readonly IdentityRow[]): { tag: string; identities: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const tag of new Set(row.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, identities]) => ({ tag, identities }))
    .sort((one, other) => other.identities - one.identities);
}
