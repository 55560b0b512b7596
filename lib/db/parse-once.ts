import 'server-only';
import type { PGlite, QueryOptions } from '@electric-sql/pglite';

/**
 * The types that drizzle reads from their text itself: times, dates, intervals, and arrays of these and of numerics (as
 * drizzle-orm/pglite names them for each query).
 */
const READ_BY_DRIZZLE = [1082, 1114, 1184, 1186, 1115, 1182, 1185, 1187, 1231];

/**
 * Tells a client once how drizzle wants values to be read. With each query it says so anew, and for each PGlite copies its
 * own three hundred parsers beside those: half of what a small query costs.
 */
export function parseOnce(client: PGlite): void {
  for (const type of READ_BY_DRIZZLE) client.parsers[type] = (text) => text;
  const query = client.query.bind(client);
  client.query = <Row>(text: string, values?: unknown[], options?: QueryOptions) =>
    query<Row>(text, values, withoutParsers(options));
  const transaction = client.transaction.bind(client);
  client.transaction = <Result>(work: Parameters<typeof transaction<Result>>[0]) =>
    transaction<Result>((tx) => {
      const queryWithin = tx.query.bind(tx);
      tx.query = <Row>(text: string, values?: unknown[], options?: QueryOptions) =>
        queryWithin<Row>(text, values, withoutParsers(options));
      return work(tx);
    });
}

function withoutParsers(options: QueryOptions | undefined): QueryOptions | undefined {
  if (options?.parsers === undefined) return options;
  const { parsers, ...rest } = options;
  return Object.keys(parsers).every((type) => READ_BY_DRIZZLE.includes(Number(type))) ? rest : options;
}
