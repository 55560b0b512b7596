'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { RelativeUntil } from './relative-until';
import type { MadeLink } from '@/lib/auth/operator-rows';

/** A link just made: the one time that it is shown. */
export function ShownLink({ made, onClose }: { made: MadeLink; onClose: () => void }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  return (
    <>
      <div className="flex flex-col gap-3 px-5 pb-4">
        <p role="status">
          Hand this link to <bdi className="font-medium wrap-anywhere">{made.email}</bdi>, over a way that
          only they read. It works once, <RelativeUntil value={made.expires} />, and is not shown again.
        </p>
        <div className="flex items-center gap-2">
          <input
            ref={box}
            readOnly
            aria-label="Link"
            value={made.link}
            className="input min-w-0 flex-1 font-mono"
            onFocus={(event) => event.target.select()}
          />
          <CopyButton what="link" value={made.link} text />
        </div>
      </div>
      <div className="flex justify-end border-t border-line px-5 py-3">
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}
