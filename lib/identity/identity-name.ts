/** Letters and symbols; the fillers among them draw nothing. */
const VISIBLE = /(?![\u115f\u1160\u2800\u3164\uffa0])[\p{L}\p{N}\p{P}\p{S}]/u;
/** Longest name in a title, in characters: a window's bar and a bookmark show less. */
const TITLE_MAX = 120;

/** Whether a text shows anything at all: a name made only of invisible characters is no name. */
export function isVisible(text: string | undefined): text is string {
  return text !== undefined && VISIBLE.test(text);
}

/** The name an identity goes by: display name, else email, else external id, else `_id`. */
export function identityName(identity: {
  _id: string;
  external_id: string;
  display_name?: string | undefined;
  email?: string | undefined;
}): string {
  if (isVisible(identity.display_name)) return identity.display_name;
  if (isVisible(identity.email)) return identity.email;
  return isVisible(identity.external_id) ? identity.external_id : identity._id;
}

/**
 * A name as part of a document's title, where nothing can isolate it: without controls of direction and lines, which
 * would act on the words after it, and of bearable length.
 */
export function titleName(identity: Parameters<typeof identityName>[0]): string {
  const line = identityName(identity).replace(
    /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu,
    ' ',
  );
  const characters = [...line];
  return characters.length > TITLE_MAX ? `${characters.slice(0, TITLE_MAX).join('')}…` : line;
}
