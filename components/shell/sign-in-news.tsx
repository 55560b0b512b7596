'use client';

import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { AppError } from '@/lib/errors/app-error';

/** Why this page can no longer speak for its operator. */
export type SignInNews =
  | { kind: 'signed-out'; error: Extract<AppError, { kind: 'signed-out' }> }
  /** This browser is signed in as somebody else now. */
  | { kind: 'other-operator'; email: string };

/** Says it under the header, where it stays in sight. */
export default function SignInNewsBanner({ news, onSettled }: { news: SignInNews; onSettled: () => void }) {
  return (
    <div className="sticky top-[var(--header-height)] z-20 bg-canvas px-4 pt-3 sm:px-6">
      <div className="mx-auto max-w-[100rem]">
        {news.kind === 'signed-out' ? (
          <ErrorNotice error={news.error} doing="read" onSignedIn={onSettled} />
        ) : (
          <Notice
            tone="warning"
            title="This browser is signed in as somebody else now"
            action={
              <Button size="sm" onClick={() => window.location.reload()}>
                Reload
              </Button>
            }
          >
            What you do on this page would be done as <bdi>{news.email}</bdi>. Reload it first; copy what you
            have typed, as it is lost then.
          </Notice>
        )}
      </div>
    </div>
  );
}
