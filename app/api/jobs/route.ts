import { readJobs } from '@/lib/server/jobs/read-jobs';
import { outcomeResponse } from '@/lib/server/json-response';

/** Jobs, newest first: those after the one that is named. */
export async function GET(request: Request): Promise<Response> {
  const after = new URL(request.url).searchParams.get('after') || undefined;
  return outcomeResponse(await readJobs(after));
}
