import { and, sql } from 'drizzle-orm';
import * as z from 'zod';
import { cursorPosition, firstStretches, stretchesFrom } from '@/lib/embedded-api/list-order';
import { searchFilter, selectStretch, tagFilter } from '@/lib/embedded-api/list-pages';
import { parseListParameters } from '@/lib/embedded-api/list-parameters';
import type { MeasuredStore } from './measured-store';

const planRows = z.object({ rows: z.array(z.object({ 'QUERY PLAN': z.string() })) });

/** The node types of the plan of a list call, outermost first; the first stretch stands for all. */
export async function planOf({ database: { orm } }: MeasuredStore, path: string): Promise<string> {
  const url = new URL(path, 'http://api.localhost');
  if (url.pathname !== '/v2/identities') return '';
  const { cursor, order, search, tags, limit } = parseListParameters(url.searchParams);
  const position = cursor && (await cursorPosition(orm, order, cursor));
  const stretches =
    cursor === undefined || position === undefined
      ? firstStretches(order)
      : stretchesFrom(position, cursor.side);
  const filter = and(searchFilter(search), tagFilter(tags));
  const nodes = new Set<string>();
  for (const stretch of stretches) {
    const query = selectStretch(orm, stretch, filter, limit + 1).getSQL();
    for (const { 'QUERY PLAN': line } of planRows.parse(await orm.execute(sql`explain ${query}`)).rows) {
      const node = planNode(line);
      if (node !== undefined) nodes.add(node);
    }
  }
  return [...nodes].join(' < ');
}

/** One node of a plan with its index; `undefined` for lines of detail and for the one row of `workspace`. */
function planNode(line: string): string | undefined {
  const found = /^\s*(?:->\s+)?([A-Z][A-Za-z ]*?)(?: using (\S+))?(?: on (\S+)(?: \S+)?)?\s+\(cost/.exec(
    line,
  );
  if (found === null || found[3] === 'workspace') return undefined;
  const [, type = '', using, on] = found;
  const index = using ?? (type.startsWith('Bitmap Index') ? on : undefined);
  return index === undefined ? type : `${type} ${index.replace(/^identities_/, '')}`;
}
