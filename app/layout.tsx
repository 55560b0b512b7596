import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from '@/components/providers';
import { EarlyPalette } from '@/components/shell/early-palette';
import { CANVAS, parseTheme } from '@/components/shell/preferences';
import { SignInWatch } from '@/components/shell/sign-in-watch';
import { Header } from '@/components/shell/header';
import { SkipLink } from '@/components/shell/skip-link';
import { OfflineBanner } from '@/components/shell/offline-banner';
import { shownOperator } from '@/lib/auth/operator';
import { isTimeZone } from '@/lib/format/times';
import { presentSignIn } from '@/lib/server/authorize';
import { hasJobsAtWork } from '@/lib/server/jobs-at-work';
import './globals.css';

const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  variable: '--font-inter',
  weight: '100 900',
  display: 'swap',
});

export const metadata: Metadata = {
  title: { default: 'Identity Desk', template: '%s · Identity Desk' },
  description: 'Find, read, correct and remove the identities of an orq.ai workspace.',
  robots: { index: false, follow: false },
};

/** The browser's own frame, and its blank page before the styles are there, in the operator's theme. */
export async function generateViewport(): Promise<Viewport> {
  const theme = parseTheme((await cookies()).get('theme')?.value);
  if (theme !== 'system') return { colorScheme: theme, themeColor: CANVAS[theme] };
  return {
    colorScheme: 'light dark',
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: CANVAS.light },
      { media: '(prefers-color-scheme: dark)', color: CANVAS.dark },
    ],
  };
}

/**
 * The frame of every page. Reading headers makes each page dynamic, which the nonce of the content policy needs: a
 * prerendered page would carry none and its scripts would be blocked.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [head, jar, present] = await Promise.all([headers(), cookies(), presentSignIn()]);
  // Whoever must do something on the account page first may read nothing until then.
  const working =
    present !== undefined && present.operator.mustFirst === undefined ? await hasJobsAtWork() : undefined;
  const zone = jar.get('tz')?.value;
  const nonce = head.get('x-nonce') ?? '';
  return (
    <html lang="en" data-theme={parseTheme(jar.get('theme')?.value)} className={inter.variable}>
      <body>
        {present !== undefined && <EarlyPalette nonce={nonce} />}
        <Providers
          nonce={nonce}
          zone={isTimeZone(zone) ? zone : 'UTC'}
          now={renderTime()}
          singleKeys={jar.get('single-keys')?.value !== 'off'}
          operator={present && shownOperator(present.operator)}
        >
          <SkipLink />
          <Header
            operator={present && shownOperator(present.operator)}
            jobsAtWork={working?.ok === true && working.value}
          />
          <OfflineBanner />
          <SignInWatch />
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-[100rem] px-4 pb-16 outline-none sm:px-6"
          >
            {children}
          </main>
        </Providers>
      </body>
    </html>
  );
}

/** Milliseconds at which this page is rendered; what "3 h ago" counts from until the browser takes over. */
function renderTime(): number {
  return Date.now();
}
