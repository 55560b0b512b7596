import { parseListQuery } from '@/lib/identity/list-query';
import { readListPage } from '@/lib/server/list-page';
import { outcomeResponse } from '@/lib/server/json-response';

/** One page of the list, for the browser; the query is that of the page `/identities`. */
export async function GET(request: Request): Promise<Response> {
  const query = parseListQuery(new URL(request.url).searchParams);
  return outcomeResponse(await readListPage(query, request.signal));
}
