/**
 * Starts the packed server in this very process, so that signals reach it, as `npm start` does from a checkout: HOST
 * and PORT mean the same, and it drains and closes its store before it ends (lib/server/lifecycle.ts).
 */
import { resolve } from 'node:path';
import { listenAddress } from './listen-address.mjs';

const { host, port } = await listenAddress();
process.env.HOST = host;
process.env.PORT = port;
// What Next's server listens on. Containers set it to their own name, and unset it means every address.
process.env.HOSTNAME = host;
// The server changes to its own folder, which may be read-only.
process.env.DATA_DIR = resolve(process.env.DATA_DIR?.trim() || '.data');
process.env.NEXT_MANUAL_SIG_HANDLE = 'true';
process.env.NEXT_TELEMETRY_DISABLED = '1';

await import('./server.js');
