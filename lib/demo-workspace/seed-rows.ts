import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { nameKey, searchText, tagKey } from '@/lib/db/identity-keys';
import type { DemoIdentity, DemoUsageDay, DemoUsageQuarter } from './demo-identity';

/**
 * Many rows in one statement with a handful of text parameters, whatever the number of rows. A parameter for every
 * cell would meet Postgres' limit of 65,535 and took four times as long on PGlite; the two drivers also pass arrays
 * differently, and text alike.
 */

/** Inserts identities with their derived columns. Metadata keeps its very text. */
export function identityRows(rows: readonly DemoIdentity[]): SQL {
  const text = JSON.stringify(
    rows.map((row) => ({
      id: row.id,
      external_id: row.externalId,
      display_name: row.displayName ?? null,
      email: row.email ?? null,
      avatar_url: row.avatarUrl ?? null,
      tags: arrayText(row.tags),
      tag_keys: arrayText(row.tags.map(cachedTagKey)),
      metadata: row.metadata,
      name_key: nameKey(row.displayName),
      search_text: searchText(row),
      reports_usage: row.reportsUsage,
      created: row.created.toISOString(),
      updated: row.updated.toISOString(),
    })),
  );
  return sql`
    insert into identities (_id, external_id, display_name, email, avatar_url, tags, tag_keys, metadata, name_key,
      search_text, reports_usage, created, updated)
    select id, external_id, display_name, email, avatar_url, tags::text[], tag_keys::text[], metadata::json, name_key,
      search_text, reports_usage, created, updated
    from json_to_recordset(${text}::text::json) as row (id text, external_id text, display_name text, email text,
      avatar_url text, tags text, tag_keys text, metadata text, name_key text, search_text text,
      reports_usage boolean, created timestamptz, updated timestamptz)`;
}

/** Inserts days of use. */
export function usageRows(rows: readonly DemoUsageDay[]): SQL {
  const column = columnOf(rows);
  return sql`
    insert into usage_days (external_id, day, requests, errors, tokens, cost)
    select * from unnest(
      ${externalIds(rows)}::text::text[],
      ${column((row) => row.day)}::text::date[],
      ${column((row) => row.requests)}::text::bigint[],
      ${column((row) => row.errors)}::text::bigint[],
      ${column((row) => row.tokens)}::text::bigint[],
      ${column((row) => row.cost)}::text::numeric[])`;
}

/** Inserts quarters of an hour of use. */
export function quarterRows(rows: readonly DemoUsageQuarter[]): SQL {
  const column = columnOf(rows);
  return sql`
    insert into usage_quarters (external_id, quarter, requests, errors, tokens, cost)
    select external_id, to_timestamp(seconds), requests, errors, tokens, cost from unnest(
      ${externalIds(rows)}::text::text[],
      ${column((row) => row.quarter / 1000)}::text::bigint[],
      ${column((row) => row.requests)}::text::bigint[],
      ${column((row) => row.errors)}::text::bigint[],
      ${column((row) => row.tokens)}::text::bigint[],
      ${column((row) => row.cost)}::text::numeric[]
    ) as row (external_id, seconds, requests, errors, tokens, cost)`;
}

/** Adds up the days of all identities from their quarters, once those are in. */
export function dayRows(): SQL {
  return sql`
    insert into usage_days (external_id, day, requests, errors, tokens, cost)
    select external_id, (quarter at time zone 'UTC')::date, sum(requests), sum(errors), sum(tokens), sum(cost)
    from usage_quarters group by 1, 2`;
}

/** Adds up the use of everybody from the quarters of all identities, once those are in. */
export function workspaceRows(): SQL {
  return sql`
    insert into workspace_quarters (quarter, shard, requests, errors, tokens, cost)
    select quarter, 0, sum(requests), sum(errors), sum(tokens), sum(cost) from usage_quarters group by quarter`;
}

/** One column of some rows as a Postgres array literal. */
function columnOf<Row>(rows: readonly Row[]): (read: (row: Row) => string | number) => string {
  return (read) => `{${rows.map(read).join(',')}}`;
}

/** The external ids of some rows as an array literal. Rows of one identity follow each other, and it is quoted once. */
function externalIds(rows: readonly { externalId: string }[]): string {
  let last = { externalId: '', text: quoted('') };
  return `{${rows
    .map(({ externalId }) => {
      if (externalId !== last.externalId) last = { externalId, text: quoted(externalId) };
      return last.text;
    })
    .join(',')}}`;
}

/** A Postgres array literal of texts. */
function arrayText(texts: readonly string[]): string {
  return `{${texts.map(quoted).join(',')}}`;
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** Digests of the tags met so far. Bounded: one import brings thousands that never come again. */
const digests = new Map<string, string>();
function cachedTagKey(tag: string): string {
  const known = digests.get(tag);
  if (known !== undefined) return known;
  const digest = tagKey(tag);
  if (digests.size < 2_000) digests.set(tag, digest);
  return digest;
}
