import { customType, timestamp } from 'drizzle-orm/pg-core';

/** Text compared by bytes, so that every Postgres, embedded or not, orders and finds alike. */
export const bytesText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** Milliseconds, as the wire carries them: a finer clock would make equal times unequal after a round trip. */
export const instant = (name: string) => timestamp(name, { precision: 3, withTimezone: true, mode: 'date' });
