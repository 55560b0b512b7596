const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

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
