import 'server-only';
import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { budgets } from '@/lib/db/budget-tables';
import { deletedIdentities, identities, workspace } from '@/lib/db/schema';
import { nameKey } from '@/lib/db/identity-keys';
import type { DemoBatch } from './demo-identity';
import { DEMO_SIZE, generateWorkspace, HUGE_SIZE } from './generate-workspace';
import { identityRows, quarterRows, usageRows, workspaceRows } from './seed-rows';
import { INDEXED_TABLES, withoutIndexes } from './seed-indexes';

/** The part of a store that seeding needs: PGlite or Postgres, whichever driver. */
export type SeedableDatabase = { orm: PgDatabase<PgQueryResultHKT, Record<string, never>> };

export type SeedOptions = {
  /** `demo` is the story workspace, `empty` stays empty for good, `huge` is for measuring. */
  profile: 'demo' | 'empty' | 'huge';
  /** How many identities; 2,400 for `demo` and 100,000 for `huge` when absent. */
  size?: number;
  now: Date;
  /** Origin of this program, which draws the avatars. */
  avatarOrigin: string;
  /** Told after every batch how many identities of how many are in. */
  onProgress?: (done: number, total: number) => void;
};

/** What seeding did: `already-seeded` and `in-use` left the store as it was. */
export type SeedOutcome =
  | { kind: 'seeded'; seed: string; identities: number; usageDays: number }
  | { kind: 'already-seeded'; seed: string }
  | { kind: 'in-use' };

/** From this size on it is faster to build the indexes of identities afterwards. */
const BULK = 20_000;

/**
 * Fills an empty store, all or nothing: one transaction, so an interruption leaves no half workspace and the next
 * start begins again. A second call changes nothing, nor does any call on a store in which people made or deleted
 * identities. Throws what the driver throws.
 */
export async function seedWorkspace({ orm }: SeedableDatabase, options: SeedOptions): Promise<SeedOutcome> {
  const { profile, now, avatarOrigin, onProgress } = options;
  const total = profile === 'empty' ? 0 : (options.size ?? (profile === 'huge' ? HUGE_SIZE : DEMO_SIZE));
  const seed = profile === 'empty' ? 'empty' : `${profile}-${total}`;

  const outcome = await orm.transaction(async (tx): Promise<SeedOutcome> => {
    await tx.insert(workspace).values({ id: randomUUID(), created: now }).onConflictDoNothing();
    // The lock keeps a second process from seeding at the same time; it then sees the seed and leaves.
    const [row] = await tx
      .select({ seed: workspace.seed })
      .from(workspace)
      .where(eq(workspace.only, 1))
      .for('update');
    if (typeof row?.seed === 'string') return { kind: 'already-seeded', seed: row.seed };
    const [made] = await tx.select({ id: identities.id }).from(identities).limit(1);
    const [deleted] = await tx.select({ id: deletedIdentities.id }).from(deletedIdentities).limit(1);
    if (made !== undefined || deleted !== undefined) return { kind: 'in-use' };

    const counts = { identities: 0, usageDays: 0 };
    if (profile !== 'empty') {
      const fill = async () => {
        for (const batch of generateWorkspace({ profile, size: total, now, avatarOrigin })) {
          await insertBatch(tx, batch);
          counts.identities += batch.identities.length;
          counts.usageDays += batch.usage.length;
          onProgress?.(counts.identities, Math.max(total, counts.identities));
        }
      };
      await withoutIndexes(tx, total < BULK ? ['usage_quarters'] : INDEXED_TABLES, fill);
      await tx.execute(workspaceRows());
    }
    await tx.update(workspace).set({ seed }).where(eq(workspace.only, 1));
    return { kind: 'seeded', seed, ...counts };
  });

  // Without statistics the first searches would scan; a seed is the one moment when every table changes at once.
  if (outcome.kind === 'seeded' && outcome.identities > 0) await orm.execute(sql`analyze`);
  return outcome;
}

async function insertBatch(
  tx: SeedableDatabase['orm'],
  { identities: made, usage, quarters, deletions, budgets: planned }: DemoBatch,
): Promise<void> {
  await tx.execute(identityRows(made));
  if (usage.length > 0) await tx.execute(usageRows(usage));
  if (quarters.length > 0) await tx.execute(quarterRows(quarters));
  if (planned.length > 0)
    await tx.insert(budgets).values(
      planned.map(({ amount, ...rest }) => ({
        ...rest,
        amount: amount === null ? null : String(amount),
        updated: rest.created,
      })),
    );
  if (deletions.length === 0) return;
  await tx.insert(deletedIdentities).values(
    deletions.map(({ id, displayName, created, updated, deleted }) => ({
      id,
      nameKey: nameKey(displayName),
      created,
      updated,
      deleted,
    })),
  );
}
