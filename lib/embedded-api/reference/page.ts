import 'server-only';
import { randomUUID } from 'node:crypto';
import { BASE_HEADERS } from '@/lib/http/base-headers';

/**
 * The reference page: Swagger UI over the OpenAPI document. Chosen because it runs, trying requests included, under a
 * policy without inline scripts, inline styles and eval; Scalar (1.72) sets style attributes in its markup, which only
 * 'unsafe-inline' would let through.
 */
export function referencePage(): Response {
  const nonce = randomUUID().replaceAll('-', '');
  return new Response(pageHtml(nonce), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentPolicy(nonce),
      ...BASE_HEADERS,
    },
  });
}

function pageHtml(nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Identities API reference</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" nonce="${nonce}" href="/v2/reference/swagger-ui.css">
<link rel="stylesheet" nonce="${nonce}" href="/v2/reference/page.css">
</head>
<body>
<div id="reference"><noscript>This page needs JavaScript. The document itself is at /v2/openapi.json.</noscript></div>
<script nonce="${nonce}" src="/v2/reference/swagger-ui-bundle.js"></script>
<script nonce="${nonce}" src="/v2/reference/start.js"></script>
</body>
</html>
`;
}

/** Only the files named with the nonce run or style; requests go to this origin alone. */
function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
