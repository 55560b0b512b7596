'use client';

import { WifiOff } from 'lucide-react';
import { useOnline } from './use-online';

/** Says that there is no connection. Reading what is on screen goes on; changes wait. */
export function OfflineBanner() {
  const online = useOnline();
  return (
    <div
      role="status"
      // Named as a live region, so that open dialogs do not hide it.
      aria-live="polite"
      data-offline={!online || undefined}
      className={
        online
          ? 'sr-only'
          : 'sticky top-[var(--header-height)] z-20 flex min-h-9 items-center justify-center gap-2 border-b border-warning/35 bg-warning-soft px-4 py-1.5 text-[0.8125rem] text-warning'
      }
    >
      {!online && (
        <>
          <WifiOff aria-hidden="true" className="size-4 shrink-0" />
          You are offline. What is shown stays; changes can be saved once you are back.
        </>
      )}
    </div>
  );
}
