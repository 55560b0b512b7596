import * as z from 'zod';
import { failed, type AppError } from '@/lib/errors/app-error';
import { invalidInput } from '@/lib/errors/invalid-input';
import { PERIODS } from '@/lib/reporting/period';
import { auditedExport } from '@/lib/server/audited-export';
import { authorize } from '@/lib/server/authorize';
import { byteStream, EXPORT_MAX } from '@/lib/server/export-identities';
import { outcomeResponse } from '@/lib/server/json-response';
import { isOwnOrigin } from '@/lib/server/origin';

const exportInput = z.strictObject({
  ids: z
    .array(z.string().min(1).max(512))
    .min(1, 'Choose at least one identity.')
    .max(EXPORT_MAX, `At most ${EXPORT_MAX} identities can be exported at once.`),
  /** The period of the ranking they were selected in. */
  days: z.literal(PERIODS).optional(),
});

/** The given identities as a CSV file. A POST, because ids fill more than an address; it changes nothing. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return outcomeResponse(
      failed({
        kind: 'forbidden',
        message: 'This export was not asked for by a page of this dashboard, so it was refused.',
      }),
    );
  const operator = await authorize('identity.export');
  if (!operator.ok) return outcomeResponse(operator);
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = exportInput.safeParse(body);
  if (!parsed.success) return refused(invalidInput(parsed.error));

  const { ids, days } = parsed.data;
  const gone = new AbortController();
  const csv = await auditedExport(operator.value, ids, AbortSignal.any([request.signal, gone.signal]), days);
  if (!csv.ok) return refused(csv.error);
  return new Response(
    byteStream(csv.value, () => gone.abort()),
    {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': 'attachment; filename="identities.csv"',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    },
  );
}

function refused(error: AppError): Response {
  return Response.json(failed(error), {
    status: error.kind === 'upstream' ? error.status : 400,
    headers: { 'Cache-Control': 'no-store' },
  });
}
