import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './lib/db/schema.ts',
    './lib/db/operator-tables.ts',
    './lib/db/audit-tables.ts',
    './lib/db/reporting-tables.ts',
    './lib/db/budget-tables.ts',
    './lib/db/job-tables.ts',
    './lib/db/view-tables.ts',
  ],
  out: './lib/db/migrations',
});
