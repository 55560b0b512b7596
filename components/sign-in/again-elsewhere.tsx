'use client';

import { useTransition } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** The single sign-on needs a page of its own: it opens in another tab, and this one goes on afterwards. */
export function AgainElsewhere({
  failure,
  onBack,
}: {
  failure: { title: string; text: string } | undefined;
  onBack: () => Promise<void>;
}) {
  const [pending, startTransition] = useTransition();
  return (
    <div className="flex flex-col gap-4 p-5 pt-2">
      {failure !== undefined && (
        <Notice tone="danger" title={failure.title} className="mb-0">
          {failure.text}
        </Notice>
      )}
      <p>Sign in on a new tab, then come back to this one and go on.</p>
      <div className="flex flex-wrap gap-2">
        {/* Not `noreferrer`: the page is our own. */}
        <a
          href="/sign-in?again=1&next=%2Faccount"
          target="_blank"
          rel="noopener"
          className={buttonClass({ variant: 'primary' })}
        >
          Sign in on a new tab
        </a>
        <Button pending={pending} onClick={() => startTransition(onBack)}>
          I have signed in
        </Button>
      </div>
    </div>
  );
}
