import { byteStream } from '@/lib/server/export-identities';
import { jobReport } from '@/lib/server/jobs/job-report';
import { outcomeResponse } from '@/lib/server/json-response';

/** Every item of a job with its end, as a CSV file. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/jobs/[id]/report'>,
): Promise<Response> {
  const report = await jobReport((await params).id);
  if (!report.ok) return outcomeResponse(report);
  return new Response(
    byteStream(report.value, () => {}),
    {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8; header=present',
        'Content-Disposition': 'attachment; filename="job-report.csv"',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    },
  );
}
