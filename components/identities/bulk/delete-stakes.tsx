import { formatCount } from '@/lib/format/numbers';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { requestsWords, sampleNames } from './words';

/** What is lost with the identities and what stays, with a sample of whom it concerns. */
export function DeleteStakes({ rows }: { rows: readonly IdentityRow[] }) {
  const { names, more } = sampleNames(rows);
  return (
    <div className="flex flex-col gap-2">
      <ul className="list-disc pl-5">
        {names.map((name, at) => (
          <li key={at}>
            <span className="line-clamp-2 font-medium">
              <bdi>{name}</bdi>
            </span>
          </li>
        ))}
        {more > 0 && <li className="list-none text-muted">and {formatCount(more)} more</li>}
      </ul>
      <p>{requestsWords(rows)}</p>
      <p>
        Their profiles, tags, metadata and budgets are deleted for good. Usage stays under the external IDs,
        and later traffic with one of them creates that identity again.
      </p>
    </div>
  );
}
