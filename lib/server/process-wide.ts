import 'server-only';

/**
 * A value that exists once in the process. Next bundles instrumentation, pages and routes apart, so a module
 * variable exists several times; `globalThis` exists once and survives development reloads.
 */
export function processWide<T>(name: string, make: () => T): T {
  const store = globalThis as typeof globalThis & { identityDesk?: Map<string, unknown> };
  const values = (store.identityDesk ??= new Map());
  if (!values.has(name)) values.set(name, make());
  return values.get(name) as T;
}

/** Like `processWide` for something opened once; a failed opening is forgotten, so that the next call tries again. */
export function openedOnce<T>(name: string, open: () => Promise<T>): Promise<T> {
  const holder = processWide<{ opening?: Promise<T> }>(name, () => ({}));
  return (holder.opening ??= open().catch((error: unknown) => {
    delete holder.opening;
    throw error;
  }));
}

/** Forgets a value, so that the next call makes it anew. For tests. */
export function forgetProcessWide(name: string): void {
  (globalThis as typeof globalThis & { identityDesk?: Map<string, unknown> }).identityDesk?.delete(name);
}
