/**
 * Where the browser loads an identity's avatar: our own route, by `_id`. Foreign addresses are never loaded by the
 * browser. The mark changes with the address, so that a new picture is not hidden by a cached one.
 */
export function avatarSrc(identity: { _id: string; avatar_url?: string | undefined }): string | undefined {
  if (identity.avatar_url === undefined) return undefined;
  let mark = 0;
  for (const character of identity.avatar_url) mark = (mark * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return `/api/avatars/${encodeURIComponent(identity._id)}?v=${mark.toString(36)}`;
}
