import { index, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytesText, instant } from './columns';
import { operators } from './operator-tables';

/** Named views of the list. Everybody reads them; who made one, or an admin, may change it. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: bytesText('id').primaryKey(),
    name: text('name').notNull(),
    /** The query part of the list's address, as `listSearch` writes it, without a cursor. */
    search: text('search').notNull(),
    /** The columns, as `lib/identity/list-columns.ts` has them; null is what each operator has set. */
    columns: json('columns'),
    operatorId: bytesText('operator_id'),
    operatorEmail: text('operator_email').notNull(),
    created: instant('created').notNull(),
    updated: instant('updated').notNull(),
  },
  (table) => [index('saved_views_name_idx').on(table.name, table.id)],
);

/** What an operator has set for themselves: columns, the default view. */
export const operatorPreferences = pgTable(
  'operator_preferences',
  {
    operatorId: bytesText('operator_id')
      .notNull()
      .references(() => operators.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    value: json('value').notNull(),
    updated: instant('updated').notNull(),
  },
  (table) => [primaryKey({ columns: [table.operatorId, table.name] })],
);
