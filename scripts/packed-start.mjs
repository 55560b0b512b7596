/**
 * Starts the packed server in this very process, so that signals reach it, as `npm start` does from a checkout: HOST
 * and PORT mean the same, and it drains and closes its store before it ends (lib/server/lifecycle.ts).
 */
import { resolve } from 'node:path';

const port = process.env.PORT?.trim() || '3000';
if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
  console.error('Identity Desk cannot start: PORT must be a number from 1 to 65535.');
  process.exit(1);
}
const host = process.env.HOST?.trim() || '127.0.0.1';
process.env.HOST = host;
process.env.PORT = port;
// What Next's server listens on. Containers set it to their own name, and unset it means every address.
process.env.HOSTNAME = host;
// The server changes to its own folder, which may be read-only.
process.env.DATA_DIR = resolve(process.env.DATA_DIR?.trim() || '.data');
process.env.NEXT_MANUAL_SIG_HANDLE = 'true';
process.env.NEXT_TELEMETRY_DISABLED = '1';

await import('./server.js');
