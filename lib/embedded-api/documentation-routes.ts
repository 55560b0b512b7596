import 'server-only';
import { Hono } from 'hono';
import { wrongMethod } from './api-problem';
import { openApiDocument } from './openapi/document';
import { sentPath } from './path-reference';
import { referenceAssets } from './reference/assets';
import { referencePage } from './reference/page';

/** How long a browser keeps a file of the reference page without asking again, in seconds. */
const ASSET_SECONDS = 3_600;

/** The OpenAPI document and the page that shows it. They describe the program and nothing of the workspace: no key. */
export function documentationRoutes(): Hono {
  const routes = new Hono({ getPath: sentPath });
  const document = JSON.stringify(openApiDocument());
  routes.get(
    '/v2/openapi.json',
    () => new Response(document, { headers: { 'Content-Type': 'application/json' } }),
  );
  routes.all('/v2/openapi.json', () => wrongMethod('GET, HEAD'));
  routes.get('/v2/reference', referencePage);
  routes.all('/v2/reference', () => wrongMethod('GET, HEAD'));
  for (const [name, { type, read }] of referenceAssets) {
    routes.get(`/v2/reference/${name}`, async () => {
      const headers = {
        'Content-Type': type,
        'Cache-Control': `public, max-age=${ASSET_SECONDS}`,
      };
      return new Response(await read(), { headers });
    });
  }
  return routes;
}
