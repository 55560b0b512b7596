import 'server-only';
import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import type { core } from 'zod';
import type { Outcome } from '@/lib/errors/app-error';
import { failed } from '@/lib/errors/app-error';
import { invalidInput } from '@/lib/errors/invalid-input';
import { isStopping } from './lifecycle';
import { isOwnOrigin } from './origin';

/** A schema of either flavour of zod. */
type Parser<Input> = {
  safeParse(input: unknown): { success: true; data: Input } | { success: false; error: core.$ZodError };
};

/**
 * What every server action does, in this order: origin, strict parse of all arguments, the work, a refresh of what
 * the browser has cached. An action is a public address whatever page shows its form.
 *
 * @param schema of the one argument; strict, so that extra members fail
 * @param work returns an outcome; it throws for bugs only
 * @param options `refreshAfter: false` leaves the refresh to the caller: a run over many identities refreshes once,
 *   at its end, and not after each
 */
export async function guardedAction<Input, Result>(
  schema: Parser<Input>,
  input: unknown,
  work: (input: Input) => Promise<Outcome<Result>>,
  { refreshAfter = true }: { refreshAfter?: boolean } = {},
): Promise<Outcome<Result>> {
  if (!isOwnOrigin(await headers()))
    return failed({
      kind: 'upstream',
      status: 403,
      message: 'This change did not come from a page of this dashboard, so it was refused.',
    });
  if (isStopping())
    return failed({ kind: 'dashboard', reason: 'stopping', message: 'The dashboard is restarting.' });
  const parsed = schema.safeParse(input);
  if (!parsed.success) return failed(invalidInput(parsed.error));
  const outcome = await work(parsed.data);
  if (outcome.ok && refreshAfter) refreshPages();
  return outcome;
}

/**
 * Drops every page the browser holds, also those it has only prefetched, and renders the one on screen anew.
 * `refresh()` would leave the prefetched ones: an operator would save a name and then see the old one.
 */
export function refreshPages(): void {
  revalidatePath('/', 'layout');
}
