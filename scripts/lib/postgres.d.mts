/** A PostgreSQL for tests; see `postgres.mjs`. */
export function testPostgres(): Promise<{ url: string | undefined; stop: () => void }>;
