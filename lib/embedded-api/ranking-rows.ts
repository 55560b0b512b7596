import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod/mini';
import type { Orm } from '@/lib/db/database';
import { usageStandingRows as rows } from '@/lib/db/reporting-tables';
import { identities } from '@/lib/db/schema';
import { isJsonObject } from '@/lib/identity/json-object';
import type { rankedRow, usageFigures } from '@/lib/reporting/ranking-schema';

/** A row as it is answered. */
export type AnsweredRow = z.input<typeof rankedRow>;
type Figures = z.input<typeof usageFigures>;

/** The rows of external ids in the order given, with their identities where there are any, in one query. */
export async function rowsOf(
  orm: Orm,
  standing: number,
  externalIds: readonly string[],
  rankOf: (externalId: string, at: number) => number,
  { metadata: withMetadata = false }: { metadata?: boolean } = {},
): Promise<AnsweredRow[]> {
  if (externalIds.length === 0) return [];
  const found = await orm
    .select({
      row: rows,
      _id: identities.id,
      display_name: identities.displayName,
      email: identities.email,
      avatar_url: identities.avatarUrl,
      tags: identities.tags,
      created: identities.created,
      updated: identities.updated,
      ...(withMetadata && { metadata: identities.metadata }),
    })
    .from(rows)
    .leftJoin(identities, eq(identities.externalId, rows.externalId))
    .where(and(eq(rows.standing, standing), inArray(rows.externalId, [...externalIds])));
  const byId = new Map(found.map((each) => [each.row.externalId, each]));
  return externalIds.flatMap((external_id, at) => {
    const each = byId.get(external_id);
    if (each === undefined) return [];
    const { row, _id, display_name, email, avatar_url, tags, created, updated, metadata } = each;
    return [
      {
        rank: rankOf(external_id, at),
        external_id,
        ...(_id !== null && {
          identity: {
            _id,
            external_id,
            ...(display_name !== null && { display_name }),
            ...(email !== null && { email }),
            ...(avatar_url !== null && { avatar_url }),
            tags: tags ?? [],
            ...(created !== null && { created: created.toISOString() }),
            ...(updated !== null && { updated: updated.toISOString() }),
            ...(isJsonObject(metadata) && { metadata }),
          },
        }),
        ...figuresOf(row),
      },
    ];
  });
}

/** The figures of a row in its window and in the one before. */
export function figuresOf(row: typeof rows.$inferSelect): { figures: Figures; before: Figures } {
  const { requests, errors, tokens } = row;
  return {
    figures: { requests, errors, tokens, cost: Number(row.cost) },
    before: {
      requests: row.requestsBefore,
      errors: row.errorsBefore,
      tokens: row.tokensBefore,
      cost: Number(row.costBefore),
    },
  };
}
