import 'server-only';
import { createHash } from 'node:crypto';
import type { BetterAuthOptions } from 'better-auth';
import type { DBAdapter, Where } from 'better-auth/adapters';

/** What is stored of a secret that is given out: whoever reads the store cannot use it. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * A store for the sign-in library that keeps only digests of sign-in tokens. The library hands tokens in and expects
 * them back; it never has to know (security, section 2, rule 5).
 */
export function withHashedTokens(
  make: (options: BetterAuthOptions) => DBAdapter,
): (options: BetterAuthOptions) => DBAdapter {
  return (options) => hashing(make(options));
}

type Transacted = Parameters<Parameters<DBAdapter['transaction']>[0]>[0];

function hashing(adapter: DBAdapter): DBAdapter {
  return {
    ...hashingReadsAndWrites(adapter),
    transaction: (work) => adapter.transaction((inner) => work(hashingReadsAndWrites(inner))),
  };
}

function hashingReadsAndWrites<Adapter extends Transacted>(adapter: Adapter): Adapter {
  return {
    ...adapter,
    create: async (asked) => {
      const { token } = asked.data;
      if (asked.model !== 'session' || typeof token !== 'string') return adapter.create(asked);
      const made = await adapter.create({ ...asked, data: { ...asked.data, token: tokenDigest(token) } });
      return withToken(made, token);
    },
    findOne: async <Row>(asked: Parameters<Adapter['findOne']>[0]) =>
      withToken(await adapter.findOne<Row>(hashed(asked)), tokenOf(asked)),
    findMany: (asked) => adapter.findMany(hashed(asked)),
    count: (asked) => adapter.count(hashed(asked)),
    update: async <Row>(asked: Parameters<Adapter['update']>[0]) =>
      withToken(await adapter.update<Row>(hashed(asked)), tokenOf(asked)),
    updateMany: (asked) => adapter.updateMany(hashed(asked)),
    delete: (asked) => adapter.delete(hashed(asked)),
    deleteMany: (asked) => adapter.deleteMany(hashed(asked)),
    consumeOne: async <Row>(asked: Parameters<Adapter['consumeOne']>[0]) =>
      withToken(await adapter.consumeOne<Row>(hashed(asked)), tokenOf(asked)),
    incrementOne: async <Row>(asked: Parameters<Adapter['incrementOne']>[0]) =>
      withToken(await adapter.incrementOne<Row>(hashed(asked)), tokenOf(asked)),
  };
}

type Asked = { model: string; where?: Where[] | undefined };

/** The same question with digests in place of tokens. */
function hashed<Question extends Asked>(asked: Question): Question {
  if (asked.model !== 'session' || asked.where === undefined) return asked;
  return {
    ...asked,
    where: asked.where.map((clause) =>
      clause.field === 'token' ? { ...clause, value: digestOf(clause.value) } : clause,
    ),
  };
}

function digestOf(value: Where['value']): Where['value'] {
  if (typeof value === 'string') return tokenDigest(value);
  if (!Array.isArray(value)) return value;
  return value.flatMap((one) => (typeof one === 'string' ? [tokenDigest(one)] : []));
}

/** The one token that a question names. */
function tokenOf({ model, where }: Asked): string | undefined {
  const value = model === 'session' ? where?.find(({ field }) => field === 'token')?.value : undefined;
  return typeof value === 'string' ? value : undefined;
}

function withToken<Row>(row: Row, token: string | undefined): Row {
  return row === null || token === undefined ? row : { ...row, token };
}
