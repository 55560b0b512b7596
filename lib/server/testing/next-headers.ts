/**
 * Stands in for `next/headers`, which exists inside a request of Next only:
 * `vi.mock('next/headers', () => import('./testing/next-headers'))`. What is behind it, from the cookie to the store,
 * is the real thing.
 */
let present = new Headers();

export function presentHeaders(headers: Headers): void {
  present = headers;
}

export async function headers(): Promise<Headers> {
  return present;
}
