import 'server-only';
import type { Database } from '@/lib/db/database';
import { workspace } from '@/lib/db/schema';
import { seedWorkspace } from '@/lib/demo-workspace/seed-workspace';
import { clearStore } from './clear-store';
import { unlimited } from './unlimited';

/**
 * Empties the store, and fills it with a demo workspace if one is named. The workspace keeps its id, and the API its
 * key. Returns how many identities there are then.
 */
export async function resetWorkspace(
  database: Pick<Database, 'orm'>,
  options: {
    seed: 'demo' | 'empty' | 'huge' | undefined;
    size: number | undefined;
    avatarOrigin: string;
    now: Date;
  },
): Promise<number> {
  const { seed, size, avatarOrigin, now } = options;
  return database.orm.transaction(async (transaction) => {
    await unlimited(transaction);
    await clearStore(transaction);
    await transaction.update(workspace).set({ seed: null });
    if (seed === undefined) return 0;
    const outcome = await seedWorkspace(
      { orm: transaction },
      { profile: seed, ...(size !== undefined && { size }), now, avatarOrigin },
    );
    return outcome.kind === 'seeded' ? outcome.identities : 0;
  });
}
