/**
 * Stands in for `next/headers`, which exists inside a request of Next only:
 * `vi.mock('next/headers', () => import('./testing/next-headers'))`. What is behind it, from the cookie to the store,
 * is the real thing.
 */
const holder = globalThis as typeof globalThis & { headersUnderTest?: Headers };

/** Kept outside of the module: tests that load modules anew still speak as whom they spoke before. */
export function presentHeaders(headers: Headers): void {
  holder.headersUnderTest = headers;
}

export async function headers(): Promise<Headers> {
  return holder.headersUnderTest ?? new Headers();
}
