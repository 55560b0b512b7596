import type { CreateIdentityRequest, UpdateIdentityRequest } from './identity-form';

/** A body as it is sent, with its metadata as the very text it was given as. */
export function bodyText({
  metadata_text: metadata,
  ...rest
}: CreateIdentityRequest | UpdateIdentityRequest): string {
  const text = JSON.stringify(rest);
  if (metadata === undefined) return text;
  return `${text.slice(0, -1)}${text === '{}' ? '' : ','}"metadata":${metadata}}`;
}
