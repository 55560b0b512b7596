// @ts-check

/** @type {import('next').NextConfig} */
const config = {
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
};

export default config;
