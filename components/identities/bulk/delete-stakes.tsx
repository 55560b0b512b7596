import type { Chosen } from './chosen';
import { requestsWords } from './words';

/** What is lost with the identities and what stays. */
export function DeleteStakes({ chosen }: { chosen: Chosen }) {
  return (
    <div className="flex flex-col gap-2">
      {chosen.by === 'ids' && <p>{requestsWords(chosen.rows)}</p>}
      <p>
        Their profiles, tags, metadata and budgets are deleted for good. Usage stays under the external IDs,
        and later traffic with one of them creates that identity again.
      </p>
    </div>
  );
}
