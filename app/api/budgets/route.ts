import { readBudget } from '@/lib/server/budgets';
import { outcomeResponse } from '@/lib/server/json-response';

/** The budget of the identity with the external id `of`, for the dialog of a row. */
export async function GET(request: Request): Promise<Response> {
  return outcomeResponse(await readBudget(new URL(request.url).searchParams.get('of') ?? ''));
}
