import { fileURLToPath } from 'node:url';
import { Stop } from './progress.mjs';

/** Lets this process import TypeScript modules of `lib/`, with their `@/` paths. Needs `--conditions=react-server`. */
export async function loadTypeScript() {
  const { register } = await import('tsx/esm/api').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Stop('The packages are not installed. Run "npm ci" first.');
  });
  register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
}
