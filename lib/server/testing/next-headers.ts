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

/** The jar of the present request: what is set is what later requests come with, as in a browser. */
export async function cookies() {
  const pairs = new Map(
    (present.get('cookie') ?? '').split('; ').flatMap((pair): [string, string][] => {
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
      present = new Headers(present);
      present.set('cookie', [...pairs].map((pair) => pair.map(encodeURIComponent).join('=')).join('; '));
    },
  };
}
