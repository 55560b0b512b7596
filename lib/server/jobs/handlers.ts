import 'server-only';
import type { JobKind } from '@/lib/jobs/schema';
import { deleteJob } from './delete-job';
import { importJob } from './import-job';
import type { JobHandler } from './job-handler';
import { metadataJob } from './metadata-job';
import { tagsJob } from './tags-job';
import { takeBackJob } from './take-back-job';

/**
 * How each kind of job is done. A handler is only ever given requests of its own kind, which were checked when the job
 * was made.
 */
const HANDLERS: { [kind in JobKind]?: unknown } = {
  tags: tagsJob,
  metadata: metadataJob,
  delete: deleteJob,
  import: importJob,
  'take-back': takeBackJob,
};

/** The handler of a kind. Throws for one that this version of the program does not know. */
export function handlerOf(kind: JobKind): JobHandler<unknown> {
  const handler = HANDLERS[kind];
  if (handler === undefined) throw new Error(`There is no handler for jobs of the kind ${kind}.`);
  return handler as JobHandler<unknown>;
}
