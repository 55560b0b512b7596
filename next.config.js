// @ts-check
import { PHASE_PRODUCTION_BUILD } from 'next/constants.js';

/** @param {string} phase @returns {import('next').NextConfig} */
const config = (phase) => ({
  // Every build also leaves the server with just the files it needs in `.next/standalone`, for `npm run pack`. Said to
  // the build alone: `next start`, which serves the same build, would warn of it.
  ...(phase === PHASE_PRODUCTION_BUILD && { output: 'standalone' }),
  // A second build folder lets checks build beside a running server.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  typedRoutes: true,
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  // PGlite loads its WebAssembly by path; migrations and the files of the API reference are read by path: bundling
  // finds neither.
  serverExternalPackages: ['@electric-sql/pglite', 'pg'],
  outputFileTracingIncludes: {
    '/**': [
      'lib/db/migrations/**',
      'node_modules/swagger-ui-dist/swagger-ui.css',
      'node_modules/swagger-ui-dist/swagger-ui-bundle.js',
    ],
  },
});

export default config;
