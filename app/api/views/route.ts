import { outcomeResponse } from '@/lib/server/json-response';
import { readViews } from '@/lib/server/views';

/** The saved views of the list, for its menu. */
export async function GET(): Promise<Response> {
  return outcomeResponse(await readViews());
}
