import 'server-only';
import { readFile } from 'node:fs/promises';
import { programFile } from '@/lib/program-file';

/** A file that the reference page loads. */
export type Asset = { type: string; read(): Promise<string> };

/** Starts Swagger UI, in a file of its own because the content policy takes no inline script. */
const START_SCRIPT = `
const dark = matchMedia('(prefers-color-scheme: dark)');
const followTheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', followTheme);
followTheme();
SwaggerUIBundle({
  url: '/v2/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  // No badge from a validator on the internet, and no key kept after the page is left.
  validatorUrl: null,
  persistAuthorization: false,
  defaultModelsExpandDepth: 0,
});
`;

/** What Swagger UI leaves to its surroundings. */
const PAGE_STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#fff, #1c2022); }
/* Names and types of answer headers are left dark on dark. */
html.dark-mode .swagger-ui .header-col { color: inherit; }
`;

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';

/** The files by their name under the page's address. All are our own or of the installed package: none is remote. */
export const referenceAssets: ReadonlyMap<string, Asset> = new Map([
  ['start.js', { type: script, read: async () => START_SCRIPT }],
  ['page.css', { type: style, read: async () => PAGE_STYLE }],
  ['swagger-ui.css', { type: style, read: packaged('swagger-ui.css') }],
  ['swagger-ui-bundle.js', { type: script, read: packaged('swagger-ui-bundle.js') }],
]);

/** Reads a file of Swagger UI, without the name of its source map, which is not served. */
function packaged(name: string): () => Promise<string> {
  let text: Promise<string> | undefined;
  return () =>
    (text ??= readFile(programFile('node_modules', 'swagger-ui-dist', name), 'utf8').then((found) =>
      found.replace(/\n?(?:\/\/|\/\*)# sourceMappingURL=.*$/, ''),
    ));
}
