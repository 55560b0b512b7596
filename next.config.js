// @ts-check

/** @type {import('next').NextConfig} */
const config = {
  // A second build folder lets checks build beside a running server.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  typedRoutes: true,
  reactStrictMode: true,
  poweredByHeader: false,
  // Next would send /v2/identities/ on to the collection, which the wire contract forbids for PATCH and DELETE of an
  // empty id. The proxy does it for pages.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  // PGlite loads its WebAssembly by path, which bundling would not find.
  serverExternalPackages: ['@electric-sql/pglite', 'pg'],
};

export default config;
