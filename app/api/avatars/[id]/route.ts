import { segmentText } from '@/lib/server/path-segment';
import { readAvatar } from '@/lib/server/avatar-response';

/** The avatar of one identity, by `_id`. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/avatars/[id]'>,
): Promise<Response> {
  const id = segmentText((await params).id);
  return id === undefined ? new Response(null, { status: 404 }) : readAvatar(id);
}
