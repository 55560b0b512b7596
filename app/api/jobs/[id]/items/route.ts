import { ITEM_PLANS, ITEM_STATES } from '@/lib/jobs/schema';
import { readJobItems } from '@/lib/server/jobs/read-jobs';
import { outcomeResponse } from '@/lib/server/json-response';

/** Items of a job: all, or those of one state or plan, after a position. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/jobs/[id]/items'>,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get('state');
  const planned = searchParams.get('plan');
  const after = searchParams.get('after') ?? '';
  return outcomeResponse(
    await readJobItems((await params).id, {
      state: ITEM_STATES.find((state) => state === asked),
      plan: ITEM_PLANS.find((plan) => plan === planned),
      after: /^\d{1,6}$/.test(after) ? Number(after) : undefined,
    }),
  );
}
