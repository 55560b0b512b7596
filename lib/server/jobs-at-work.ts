import 'server-only';
import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import { jobs } from '@/lib/db/job-tables';
import { succeeded, type Outcome } from '@/lib/errors/app-error';
import { authorize } from './authorize';
import { store } from './store';

/**
 * Whether a job of the operator was begun and has not ended: asked for by the frame of every page, so that pages of operators
 * without one fetch nothing for it. Errors: those of `authorize`.
 */
export async function hasJobsAtWork(): Promise<Outcome<boolean>> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return operator;
  const { orm } = await store();
  const [found] = await orm
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        isNull(jobs.ended),
        isNotNull(jobs.started),
        ne(jobs.state, 'ready'),
        eq(jobs.operatorId, operator.value.id),
      ),
    )
    .limit(1);
  return succeeded(found !== undefined);
}
