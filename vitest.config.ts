import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** `server-only` throws outside a server bundle; the `react-server` condition is what a server bundle sets. */
export default defineConfig({
  resolve: { alias: { '@': root } },
  test: {
    // What hangs fails all the same; what is slow on a busy machine does not.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        resolve: { conditions: ['react-server'] },
        ssr: { resolve: { conditions: ['react-server'] } },
        test: {
          name: 'server',
          environment: 'node',
          include: ['lib/**/*.test.ts', 'scripts/**/*.test.ts', '*.test.ts'],
          server: { deps: { inline: ['server-only'] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['components/**/*.test.tsx'],
          setupFiles: ['components/testing/patience.ts'],
        },
      },
    ],
  },
});
