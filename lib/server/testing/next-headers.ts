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

/** The jar of the present request: what is set is what later requests come with, as in a browser. */
export async function cookies() {
  const pairs = new Map(
    ((await headers()).get('cookie') ?? '').split('; ').flatMap((pair): [string, string][] => {
      const [name = '', ...value] = pair.split('=');
      return name === '' ? [] : [[name, decodeURIComponent(value.join('='))]];
    }),
  );
  return {
    get: (name: string) => {
      const value = pairs.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: ({ name, value }: { name: string; value: string }) => {
      pairs.set(name, value);
      const next = new Headers(holder.headersUnderTest);
      next.set('cookie', [...pairs].map((pair) => pair.map(encodeURIComponent).join('=')).join('; '));
      presentHeaders(next);
    },
  };
}
