import { readExportProgress } from '@/lib/server/export-identities';
import { outcomeResponse } from '@/lib/server/json-response';

/** How an export goes. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/identities/export/[id]/progress'>,
): Promise<Response> {
  return outcomeResponse(await readExportProgress((await params).id));
}
