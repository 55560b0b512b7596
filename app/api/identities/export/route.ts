import * as z from 'zod';
import { failed, type AppError } from '@/lib/errors/app-error';
import { invalidInput } from '@/lib/errors/invalid-input';
import { byteStream, EXPORT_MAX, exportedCsv } from '@/lib/server/export-identities';
import { logEvent } from '@/lib/server/log';
import { isOwnOrigin } from '@/lib/server/origin';

const exportInput = z.strictObject({
  ids: z
    .array(z.string().min(1).max(512))
    .min(1, 'Choose at least one identity.')
    .max(EXPORT_MAX, `At most ${EXPORT_MAX} identities can be exported at once.`),
});

/** The given identities as a CSV file. A POST, because ids fill more than an address; it changes nothing. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return refused({
      kind: 'upstream',
      status: 403,
      message: 'This export was not asked for by a page of this dashboard, so it was refused.',
    });
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = exportInput.safeParse(body);
  if (!parsed.success) return refused(invalidInput(parsed.error));

  const { ids } = parsed.data;
  logEvent('info', 'export', { identities: ids.length });
  const gone = new AbortController();
  const csv = exportedCsv(ids, AbortSignal.any([request.signal, gone.signal]));
  return new Response(
    byteStream(csv, () => gone.abort()),
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
