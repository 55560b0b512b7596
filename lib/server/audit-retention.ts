import 'server-only';
import { removeOldEntries } from '@/lib/audit/retention';
import { withoutParameters } from '@/lib/db/query-error';
import { forgetOldJobs } from './jobs/job-retention';
import { logEvent } from './log';
import { processWide } from './process-wide';
import { store } from './store';

/** How often old entries are looked for, in milliseconds. */
const EVERY_MS = 24 * 3_600_000;
/** What Postgres answers a role that lacks a right. */
const LACKS_RIGHT = '42501';

/** Removes audit entries and what jobs keep that are too old, now and once a day. Never holds anything up, and never fails. */
export function keepAuditShort(): void {
  processWide('audit-retention', () => {
    void removeNow();
    setInterval(() => void removeNow(), EVERY_MS).unref();
    return true;
  });
}

/**
 * Removes them once. A database role without the right to delete is a choice of whoever runs this: it is said once, and
 * the log grows.
 */
export async function removeNow(): Promise<void> {
  const told = processWide<{ lacksRight: boolean }>('audit-retention-told', () => ({ lacksRight: false }));
  try {
    const { orm } = await store();
    await forgetOldJobs(orm, Date.now());
    const removed = await removeOldEntries(orm, Date.now());
    if (removed > 0) logEvent('info', 'audit-retention', { removed });
  } catch (failure) {
    const error = withoutParameters(failure);
    const lacksRight =
      typeof error === 'object' && error !== null && 'code' in error && error.code === LACKS_RIGHT;
    if (lacksRight && told.lacksRight) return;
    told.lacksRight ||= lacksRight;
    logEvent('warn', 'audit-retention-failed', {
      error: error instanceof Error ? error.message : String(error),
      ...(lacksRight && { cure: 'see docs/audit.md: remove old entries with a role that may' }),
    });
  }
}
