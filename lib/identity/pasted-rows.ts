import type { IdentityRow } from './identity-record';
import type { LookedUp } from './looked-up';
import { pastedKey } from './pasted-many';

/** How a pasted value stands. */
export type PastedState = 'pending' | 'found' | 'ambiguous' | 'not-found' | 'repeated' | 'failed';

/** One pasted value in its place. */
export type PastedRow = {
  /** Its place in the paste, from 1. */
  line: number;
  value: string;
  state: PastedState;
  result: LookedUp | undefined;
  /** The identity it means; of an ambiguous one, that which was chosen. */
  identity?: IdentityRow;
  /** Of a repeated one: the line that means the same. */
  sameAs?: number;
};

/**
 * The pasted values in their order with what became of them. A value is repeated when it stood there before, and also
 * when it names an identity that another value before it names.
 *
 * @param results by `pastedKey`
 * @param chosen of ambiguous ones by `pastedKey`: the `_id` that is meant
 */
export function pastedRows(
  values: readonly string[],
  results: ReadonlyMap<string, LookedUp>,
  chosen: ReadonlyMap<string, string>,
): PastedRow[] {
  const lineOfKey = new Map<string, number>();
  const lineOfIdentity = new Map<string, number>();
  return values.map((value, at) => {
    const line = at + 1;
    const key = pastedKey(value);
    const result = results.get(key);
    const before = lineOfKey.get(key);
    if (before !== undefined) return { line, value, state: 'repeated', result, sameAs: before };
    lineOfKey.set(key, line);
    if (result === undefined) return { line, value, state: 'pending', result };
    const identity = identityOf(result, chosen.get(key));
    if (identity === undefined) return { line, value, state: result.state, result };
    const sameAs = lineOfIdentity.get(identity._id);
    if (sameAs !== undefined && result.state === 'found')
      return { line, value, state: 'repeated', result, sameAs, identity };
    lineOfIdentity.set(identity._id, sameAs ?? line);
    return { line, value, state: result.state, result, identity };
  });
}

function identityOf(result: LookedUp, chosen: string | undefined): IdentityRow | undefined {
  if (result.state === 'found') return result.identity;
  if (result.state !== 'ambiguous') return undefined;
  return result.identities.find(({ _id }) => _id === chosen);
}

/** How many values stand how. */
export function pastedCounts(rows: readonly PastedRow[]): Record<PastedState, number> {
  const counts = { pending: 0, found: 0, ambiguous: 0, 'not-found': 0, repeated: 0, failed: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

/** The identities that the values mean, each once, in the pasted order. */
export function meantIdentities(rows: readonly PastedRow[]): IdentityRow[] {
  const byId = new Map(
    rows.flatMap(({ identity }) => (identity === undefined ? [] : [[identity._id, identity]])),
  );
  return [...byId.values()];
}

/** The values that nobody has, as they were pasted, one a line. */
export function missingText(rows: readonly PastedRow[]): string {
  return rows
    .filter(({ state }) => state === 'not-found')
    .map(({ value }) => (/[\r\n\t,;"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join('\n');
}
