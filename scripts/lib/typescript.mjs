import { fileURLToPath } from 'node:url';

/** Lets this process import TypeScript modules of `lib/`, with their `@/` paths. Needs `--conditions=react-server`. */
export async function loadTypeScript() {
  // Imported here, because the packages may have been installed a moment ago.
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
}
