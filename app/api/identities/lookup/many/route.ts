import * as z from 'zod';
import { failed } from '@/lib/errors/app-error';
import { invalidInput } from '@/lib/errors/invalid-input';
import { PASTED_MOST } from '@/lib/identity/pasted-many';
import type { LookUpLine } from '@/lib/identity/looked-up';
import { authorize } from '@/lib/server/authorize';
import { byteStream } from '@/lib/server/export-identities';
import { outcomeResponse } from '@/lib/server/json-response';
import { lookUpMany } from '@/lib/server/look-up-many';
import { isOwnOrigin } from '@/lib/server/origin';

const manyInput = z.strictObject({
  /** As pasted; what is longer than any id is told not to be found, not refused. */
  values: z.array(z.string().min(1).max(100_000)).min(1).max(PASTED_MOST),
});

/**
 * What becomes of many pasted values, one line of JSON each, as soon as it is known. A POST, because they fill more
 * than an address; it changes nothing.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return outcomeResponse(
      failed({
        kind: 'forbidden',
        message: 'This was not asked for by a page of this dashboard, so it was refused.',
      }),
    );
  const operator = await authorize('identity.read');
  if (!operator.ok) return outcomeResponse(operator);
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = manyInput.safeParse(body);
  if (!parsed.success) return outcomeResponse(failed(invalidInput(parsed.error)));

  const gone = new AbortController();
  const signal = AbortSignal.any([request.signal, gone.signal]);
  const found = await lookUpMany(parsed.data.values, signal);
  if (!found.ok) return outcomeResponse(found);
  return new Response(
    byteStream(lines(found.value), () => gone.abort()),
    {
      headers: {
        'Content-Type': 'application/x-ndjson',
        // Lines are for at once: nothing on the way may gather them.
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
        'X-Content-Type-Options': 'nosniff',
      },
    },
  );
}

async function* lines(found: AsyncGenerator<LookUpLine>): AsyncGenerator<string> {
  for await (const line of found) yield `${JSON.stringify(line)}\n`;
}
