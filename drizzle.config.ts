import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./lib/db/schema.ts', './lib/db/operator-tables.ts', './lib/db/audit-tables.ts'],
  out: './lib/db/migrations',
});
