import { readJob } from '@/lib/server/jobs/read-jobs';
import { outcomeResponse } from '@/lib/server/json-response';

/** How a job stands. */
export async function GET(_request: Request, { params }: RouteContext<'/api/jobs/[id]'>): Promise<Response> {
  return outcomeResponse(await readJob((await params).id));
}
