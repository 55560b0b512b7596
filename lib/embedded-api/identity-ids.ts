import 'server-only';
import { decodeTime, monotonicFactory } from 'ulid';

/** Times that Postgres and ISO 8601 both write with four digits of a year. */
const LAST_TIME = Date.UTC(9999, 11, 31);

/**
 * New ids: bare ULIDs that only grow within this process (disagreement 11). `created` is the time inside the id, so
 * that ordering by either is the same even when the clock steps back.
 */
export function identityIds(now: () => Date): () => { id: string; created: Date } {
  const nextUlid = monotonicFactory();
  return () => {
    const id = nextUlid(now().getTime());
    return { id, created: new Date(decodeTime(id)) };
  };
}

/** The time inside an id that is a ULID, bare or with the `contact_` prefix of imported ones; else `undefined`. */
export function timeOfId(id: string): Date | undefined {
  const ulid = /^(?:contact_)?([0-7][0-9A-HJKMNP-TV-Z]{25})$/i.exec(id)?.[1];
  return ulid === undefined ? undefined : new Date(Math.min(decodeTime(ulid.toUpperCase()), LAST_TIME));
}
