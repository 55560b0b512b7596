import { byteStream } from '@/lib/http/byte-stream';
import { FORMAT_WORDS } from '@/lib/export/formats';
import { rejectedRows } from '@/lib/server/jobs/rejected-rows';
import { outcomeResponse } from '@/lib/server/json-response';

/** The rows of an import that were rejected, with their reasons, as a file that can be mended and imported. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/jobs/[id]/rejected'>,
): Promise<Response> {
  const rejected = await rejectedRows((await params).id);
  if (!rejected.ok) return outcomeResponse(rejected);
  const { format, text } = rejected.value;
  return new Response(
    byteStream(text, () => {}),
    {
      headers: {
        'Content-Type': FORMAT_WORDS[format].mediaType,
        'Content-Disposition': `attachment; filename="rejected-rows.${format}"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    },
  );
}
