import 'server-only';
import { inspect } from 'node:util';

/**
 * The same object, which says `[redacted]` in place of its secrets when it is printed, logged or turned into JSON as a
 * whole. Its members stay readable by name.
 */
export function withRedacted<T extends object>(value: T, secrets: readonly (keyof T)[]): T {
  const shown = (): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        member !== undefined && secrets.some((secret) => secret === name) ? '[redacted]' : member,
      ]),
    );
  const hidden = (answer: () => unknown) => ({ value: answer, enumerable: false });
  return Object.defineProperties(value, {
    toJSON: hidden(shown),
    toString: hidden(() => JSON.stringify(shown())),
    [inspect.custom]: hidden(shown),
  });
}
