import { demoAvatar } from '@/lib/demo-workspace/demo-avatar';
import { settings } from '@/lib/server/settings';
import { drawnAvatarResponse } from '@/lib/server/avatar-response';

/** The pictures that the demo workspace's `avatar_url`s name, drawn by this program. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/demo-avatars/[slug]'>,
): Promise<Response> {
  const { slug } = await params;
  const svg = settings().DEMO_WORKSPACE === undefined ? undefined : demoAvatar(slug.replace(/\.svg$/, ''));
  return svg === undefined ? new Response(null, { status: 404 }) : drawnAvatarResponse(svg);
}
