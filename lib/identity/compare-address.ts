/**
 * The address of two identities side by side. Without the second one the first is compared with another of the same
 * email.
 *
 * @param one its `_id`
 * @param other the `_id` of the other
 */
export function compareHref(one: string, other?: string) {
  const parameters = new URLSearchParams({ a: one, ...(other !== undefined && { b: other }) });
  return `/identities/compare?${parameters.toString()}` as const;
}
