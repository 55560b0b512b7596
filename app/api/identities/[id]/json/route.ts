import { fileDisposition } from '@/lib/format/file-name';
import { readIdentityJson } from '@/lib/server/identity-json';
import { outcomeResponse } from '@/lib/server/json-response';
import { segmentText } from '@/lib/server/path-segment';

/**
 * The JSON of one identity as the API gives it, by `_id` or external id, saved under its external id. What fails is an
 * outcome, as of the other reads, with a status by which a download saves no file.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/identities/[id]/json'>,
): Promise<Response> {
  const id = segmentText((await params).id) ?? '';
  const read = await readIdentityJson(id, request.signal);
  if (!read.ok) {
    const refused = outcomeResponse(read);
    const status = read.error.kind === 'not-found' ? 404 : refused.status === 200 ? 502 : refused.status;
    return new Response(refused.body, { status, headers: refused.headers });
  }
  return new Response(read.value.text, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': fileDisposition(read.value.external_id, 'json'),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
