import { outcomeResponse } from '@/lib/server/json-response';
import { readTakeBack } from '@/lib/server/take-back';

/** What taking back an entry of the audit log would do. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/audit/[id]/take-back'>,
): Promise<Response> {
  return outcomeResponse(await readTakeBack((await params).id));
}
