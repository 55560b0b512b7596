import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The nginx of this machine, for the journeys behind a reverse proxy: NGINX_PATH, else one in the usual places. */
export function findNginx() {
  const named = process.env.NGINX_PATH?.trim();
  if (named) return named;
  if (process.platform === 'win32') return undefined;
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    '/usr/sbin',
    '/usr/local/sbin',
    '/opt/homebrew/bin',
  ];
  return folders.map((folder) => join(folder, 'nginx')).find((path) => existsSync(path));
}
