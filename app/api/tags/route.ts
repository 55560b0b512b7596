import { succeeded } from '@/lib/errors/app-error';
import { outcomeResponse } from '@/lib/server/json-response';
import { suggestTags } from '@/lib/server/seen-tags';

const MOST_SUGGESTIONS = 200;

/** Tags seen so far that contain `text`. */
export function GET(request: Request): Response {
  const text = new URL(request.url).searchParams.get('text') ?? '';
  return outcomeResponse(succeeded(suggestTags(text.slice(0, 512), MOST_SUGGESTIONS)));
}
