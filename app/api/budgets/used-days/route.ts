import { outcomeResponse } from '@/lib/server/json-response';
import { readUsedDays } from '@/lib/server/used-days';

/** What the identity with the external id `of` used by day, for the what-if of a budget. */
export async function GET(request: Request): Promise<Response> {
  const externalId = new URL(request.url).searchParams.get('of') ?? '';
  return outcomeResponse(await readUsedDays(externalId, request.signal));
}
