// @ts-check

/** @type {import('next').NextConfig} */
const config = {
  // A second build folder lets checks build beside a running server.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  output: 'standalone',
  typedRoutes: true,
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  // PGlite loads its WebAssembly by path, migrations are read by path: neither is found by bundling or tracing.
  serverExternalPackages: ['@electric-sql/pglite', 'pg'],
  outputFileTracingIncludes: { '/*': ['./lib/db/migrations/**/*'] },
};

export default config;
