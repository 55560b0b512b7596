import 'server-only';
import type { AvatarPicture } from './picture-type';

/**
 * A foreign picture as an answer of our own. The type is the one its bytes have, and nothing may guess another;
 * opened directly it is a sandboxed document that loads and runs nothing; no other site may embed it.
 */
export function avatarResponse(picture: AvatarPicture): Response {
  return new Response(picture.bytes, {
    headers: {
      'Content-Type': picture.type,
      'Content-Disposition': 'inline',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, max-age=3600',
    },
  });
}
