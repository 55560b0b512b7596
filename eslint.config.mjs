import next from 'eslint-config-next/core-web-vitals';
import nextTypescript from 'eslint-config-next/typescript';

/** Imports point down: app → components → lib. Each entry names what a folder may not reach up or across to. */
const serverOnly = [
  '@/lib/server/*',
  '@/lib/identity-client/*',
  '@/lib/embedded-api/*',
  '@/lib/db/*',
  '@/lib/demo-workspace/*',
  '@/lib/transfer/*',
  '@/lib/store-dump/*',
  '@/lib/api-server/*',
];
const noImports = (files, group, message) => ({
  files,
  ignores: ['**/*.test.ts', '**/*.test.tsx'],
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message, allowTypeImports: false }] }] },
});

const config = [
  {
    ignores: [
      '.next*/**',
      'node_modules/**',
      'next-env.d.ts',
      '.data/**',
      '.cache/**',
      'test-results/**',
      'playwright-report/**',
    ],
  },
  ...next,
  ...nextTypescript,
  {
    files: ['**/*.{js,jsx,mjs,ts,tsx,mts,cts}'],
    rules: {
      'react/no-danger': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
    },
  },
  { files: ['scripts/**', 'e2e/**', '**/*.config.*'], rules: { 'no-console': 'off' } },
  // What Node loads before a program by --require.
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['app/**', 'components/**', 'lib/**'],
    ignores: ['lib/server/settings.ts', 'lib/**/testing/**', '**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read in lib/server/settings.ts only.' },
      ],
    },
  },
  noImports(
    ['components/**'],
    [...serverOnly, '@/app/*'],
    'components/ may use components/, lib/actions, lib/queries and the pure folders of lib/.',
  ),
  noImports(
    ['components/ui/**'],
    [...serverOnly, '@/app/*', '@/lib/actions/*', '@/lib/queries/*', '@/lib/identity/*'],
    'components/ui knows nothing of identities.',
  ),
  noImports(
    ['lib/identity/**', 'lib/errors/**', 'lib/format/**', 'lib/copy-as/**'],
    [
      ...serverOnly,
      '@/app/*',
      '@/components/*',
      '@/lib/actions/*',
      '@/lib/queries/*',
      'react',
      'next',
      'next/*',
      'node:*',
    ],
    'These folders are pure: no React, no Node, no network.',
  ),
  noImports(
    ['lib/queries/**'],
    [...serverOnly, '@/app/*', '@/components/*'],
    'Queries run in the browser and talk to /api only.',
  ),
  noImports(
    ['lib/identity-client/**'],
    ['@/lib/server/*', '@/lib/embedded-api/*', '@/lib/db/*', '@/app/*', '@/components/*'],
    'The client knows only the concept.',
  ),
  noImports(
    ['lib/embedded-api/**'],
    ['@/lib/server/*', '@/lib/identity-client/*', '@/app/*', '@/components/*'],
    'The embedded API knows only the concept and the store.',
  ),
  noImports(
    [
      'lib/server/**',
      'lib/actions/**',
      'lib/db/**',
      'lib/transfer/**',
      'lib/store-dump/**',
      'lib/api-server/**',
    ],
    ['@/app/*', '@/components/*'],
    'Imports point down.',
  ),
];

export default config;
