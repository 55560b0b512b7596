import * as z from 'zod/mini';

/**
 * Pasted values as the entry of the browser's history holds them, which survives a reload and a way back as the search
 * in an address does. Not the browser's storage: nothing about identities is kept there (security, section 4). They
 * are read back for the operator who pasted them only.
 */
const keptValues = z.object({ pasted: z.object({ by: z.string(), values: z.array(z.string()) }) });

/** Keeps values with the present entry of the history. */
export function keepValues(by: string, values: readonly string[]): void {
  const state: unknown = window.history.state;
  const rest = typeof state === 'object' ? state : {};
  window.history.replaceState({ ...rest, pasted: { by, values } }, '');
}

/** The values of the present entry of the history, when this operator pasted them. */
export function keptValuesOf(by: string): readonly string[] | undefined {
  const kept = keptValues.safeParse(window.history.state);
  return kept.success && kept.data.pasted.by === by ? kept.data.pasted.values : undefined;
}
