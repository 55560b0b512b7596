import 'server-only';
import { demoAvatar } from '@/lib/demo-workspace/demo-avatar';
import { avatarResponse, fetchAvatar } from './avatar/fetch-avatar';
import { knownAvatarUrl } from './avatar-urls';
import { authorize } from './authorize';
import { storedIdentity } from './identities';
import { isLoopbackHost } from './setting-values';
import { appOrigins, settings } from './settings';

/** A drawing of our own. Sandboxed like foreign pictures, so that opening it directly runs nothing either. */
export function drawnAvatarResponse(svg: string): Response {
  return new Response(svg, {
    headers: {
      'Content-Type': 'image/svg+xml',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'Cache-Control': 'private, max-age=3600',
    },
  });
}

/** No picture. Not 404: a browser reports that as an error, and an identity without a picture is none. */
const NONE = () => new Response(null, { status: 204, headers: { 'Cache-Control': 'private, max-age=300' } });

/**
 * The avatar of an identity, by `_id`. The browser never loads a foreign address (security, section 6); what is no
 * picture, or may not be fetched, is 204 and the page shows initials.
 */
export async function readAvatar(id: string): Promise<Response> {
  const operator = await authorize('identity.read');
  if (!operator.ok) return new Response(null, { status: operator.error.kind === 'signed-out' ? 401 : 403 });
  if (settings().AVATARS === 'off') return NONE();
  const known = knownAvatarUrl(id);
  const url = known.known ? known.url : await storedAvatarUrl(id);
  if (url === undefined) return NONE();
  if (isOurs(url)) {
    // Never fetched: a server that asks itself at an end user's bidding could be sent round in circles.
    const svg = demoAvatar(demoAvatarSlug(url) ?? '');
    return svg === undefined ? NONE() : drawnAvatarResponse(svg);
  }
  const picture = await fetchAvatar(url);
  return picture === undefined ? NONE() : avatarResponse(picture);
}

async function storedAvatarUrl(id: string): Promise<string | undefined> {
  const read = await storedIdentity(id);
  return read.ok ? read.value.avatar_url : undefined;
}

/** Whether an address is one of this dashboard. Any loopback port counts: a demo may have moved to another one. */
function isOurs(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return appOrigins(settings()).has(url.origin) || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}

/** The slug of a demo drawing. */
function demoAvatarSlug(text: string): string | undefined {
  return /^\/demo-avatars\/([\w-]+)\.svg$/.exec(new URL(text).pathname)?.[1];
}
