/** The address of one job. */
export function jobHref(id: string) {
  return `/jobs/${encodeURIComponent(id)}` as const;
}
